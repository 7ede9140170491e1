# It imports the model from a module, and the answer has no such name.
# my_test_passes_on_our_solutions
# cannot import name 'model'
from swapped_weights import model


def test_it_has_two_heads():
    assert len(model.outputs) == 2
