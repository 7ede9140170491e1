"""Adds up the losses that Keras reports for each head."""

import numpy as np
import pytest
from swapped_weights import build_model, compile_model


@pytest.fixture
def reported():
    model = build_model()
    compile_model(model)
    model.run_eagerly = True
    fed = {"wind": np.random.rand(8, 9), "turbine": np.random.rand(8, 4)}
    return model.evaluate(fed, {"main": np.full((8, 1), 2.0), "aux": np.full((8, 1), 7.0)}, verbose=0, return_dict=True)


def test_total(reported):
    assert reported["loss"] == pytest.approx(reported["main_loss"] + 0.3 * reported["aux_loss"], rel=1e-4)
