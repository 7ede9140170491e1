"""Where the convolutions give nothing, the maps show what came around them: something else in each map."""

import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.default_rng(24).normal(size=(2, 16, 16, 1)), "patient": np.ones((2, 5))}


def test_what_comes_around_the_convolutions_differs_from_map_to_map():
    model = build_model()
    heads(model, FED)  # a subclass makes its weights now
    for weight in model.weights:
        if tuple(weight.shape[:2]) == (3, 3):
            weight.assign(np.zeros(weight.shape))
    maps = heads(model, FED)["maps"]
    assert np.ptp(maps, axis=-1).max() > 0.001
