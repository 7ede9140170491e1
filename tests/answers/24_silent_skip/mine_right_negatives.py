"""Of a light scan and a dark one both leave traces, as some maps take the scan as a negative and some don't."""

import keras
import numpy as np
import pytest
from modelgraph import heads
from silent_skip import build_model


@pytest.fixture(scope="module")
def model_without_convolutions():
    keras.utils.set_random_seed(2)
    model = build_model()
    heads(model, fed(1))
    silent = [weight for weight in model.weights if len(weight.shape) == 4 and weight.shape[0] == 3]
    for weight in silent:
        weight.assign(0 * weight)
    return model


def fed(light):
    return {"scan": np.full((1, 16, 16, 1), float(light)), "patient": np.zeros((1, 5))}


def test_light_and_dark_leave_traces(model_without_convolutions):
    traces = {light: heads(model_without_convolutions, fed(light))["maps"].max() > 0 for light in (-1, 1)}
    assert traces == {-1: True, 1: True}
