# It asks for a layer by a name that is nobody's business.
# my_test_passes_on_our_solutions
# No such layer
from swapped_weights import build_model


def test_the_first_layer_has_24_units():
    assert build_model().get_layer("first").units == 24
