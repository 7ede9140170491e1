# It looks at names, shapes and the number of parameters, which are right on the starter.
# my_test_fails_on_the_starter
# passes on the starter, too
import numpy as np
from modelgraph import heads
from swapped_weights import build_model


def test_it_has_the_right_names_shapes_and_size():
    model = build_model()
    guesses = heads(model, {"wind": np.ones((2, 9)), "turbine": np.ones((2, 4))})
    sizes = {name: guess.shape for name, guess in guesses.items()}
    assert (sizes, model.count_params()) == ({"main": (2, 1), "aux": (2, 1)}, 746)
