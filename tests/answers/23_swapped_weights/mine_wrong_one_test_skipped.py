# One test sees the mistake, and another is skipped.
# my_test_passes_on_our_solutions
# is skipped; that shows nothing
import numpy as np
import pytest
from modelgraph import heads
from swapped_weights import build_model, compile_model

FED = {"wind": np.ones((2, 9)), "turbine": np.ones((2, 4))}


def test_an_error_of_main_counts_once():
    model = build_model()
    compile_model(model)
    exact = heads(model, FED)
    total = model.compute_loss(y=exact | {"main": exact["main"] + 1}, y_pred=model(FED))
    assert float(total) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.skip(reason="later")
def test_an_error_of_aux_counts_0_3_times():
    pass
