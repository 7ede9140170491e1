# It unpacks a list of outputs, where an answer may as well return a dict.
# my_test_passes_on_our_solutions
# our subclassed one
import numpy as np
import pytest
from swapped_weights import build_model, compile_model

FED = {"wind": np.ones((2, 9)), "turbine": np.ones((2, 4))}


def test_an_error_of_main_counts_once():
    model = build_model()
    compile_model(model)
    main, aux = model(FED)
    total = model.compute_loss(y={"main": main + 1, "aux": aux}, y_pred=[main, aux])
    assert float(total) == pytest.approx(1.0, rel=1e-3)
