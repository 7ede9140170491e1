# It asks for the projection by a name that is nobody's business.
# my_test_passes_on_our_solutions
# No such layer
from silent_skip import build_model


def test_the_projection_has_8_filters():
    assert build_model().get_layer("projection").filters == 8
