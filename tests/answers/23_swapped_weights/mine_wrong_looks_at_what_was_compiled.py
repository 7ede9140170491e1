# It asks for a functional model that was compiled with two dicts.
# my_test_passes_on_our_solutions
# our subclassed one
from swapped_weights import build_model, compile_model


def test_main_weighs_more():
    model = build_model()
    compile_model(model)
    weights = model.get_compile_config()["loss_weights"]
    assert type(model).__name__ == "Functional"
    assert weights["main"] > weights["aux"]
