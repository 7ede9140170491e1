# It looks whether losses and weights are of one type, which sees one of the ways to trade them.
# my_test_fails_on_every_known_answer_with_the_mistake
# Losses and weights are dicts, and each head is given the other's weight.
from swapped_weights import build_model, compile_model


def test_losses_and_weights_go_by_the_same_rule():
    model = build_model()
    compile_model(model)
    config = model.get_compile_config()
    assert isinstance(config["loss"], dict) == isinstance(config["loss_weights"], dict)
