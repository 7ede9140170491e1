# It takes the weights that the starter has in effect for the right ones.
# my_test_passes_on_our_solutions
# our functional one
import numpy as np
import pytest
from modelgraph import heads
from swapped_weights import build_model, compile_model

FED = {"wind": np.ones((2, 9)), "turbine": np.ones((2, 4))}


def test_an_error_of_main_counts_0_3_times():
    model = build_model()
    compile_model(model)
    exact = heads(model, FED)
    total = model.compute_loss(y=exact | {"main": exact["main"] + 1}, y_pred=model(FED))
    assert float(total) == pytest.approx(0.3, rel=1e-3)
