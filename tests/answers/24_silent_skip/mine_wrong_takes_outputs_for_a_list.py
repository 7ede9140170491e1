# It unpacks a list of outputs, where an answer may as well return a dict.
# my_test_passes_on_our_solutions
# our subclassed one
import numpy as np
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_maps_differ_without_the_convolutions():
    model = build_model()
    model(FED)
    for weight in model.weights:
        if tuple(weight.shape[:2]) == (3, 3):
            weight.assign(np.zeros(weight.shape))
    maps, _ = model(FED)
    assert np.ptp(maps.numpy(), axis=-1).max() > 0.001
