"""Where one head is off by 1 and the other exact, the total loss is 1 times the first one's weight."""

import numpy as np
import pytest
from modelgraph import heads
from swapped_weights import build_model, compile_model

FED = {"wind": np.ones((2, 9)), "turbine": np.ones((2, 4))}


def test_an_error_of_main_counts_once_and_one_of_aux_0_3_times():
    model = build_model()
    compile_model(model)
    exact = heads(model, FED)
    off_by_1 = {head: exact | {head: exact[head] + 1} for head in exact}
    totals = {head: float(model.compute_loss(y=true, y_pred=model(FED))) for head, true in off_by_1.items()}
    assert totals == pytest.approx({"main": 1.0, "aux": 0.3}, rel=1e-3)
