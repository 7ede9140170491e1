"""A class of tests, a case for each head, with a far-off truth, where the guesses hardly matter."""

import numpy as np
import pytest
import swapped_weights as answer

FAR = 1e4


class TestWeights:
    @pytest.fixture
    def model(self):
        model = answer.build_model()
        answer.compile_model(model)
        return model

    @pytest.mark.parametrize(("far_off", "near", "weight"), [("main", "aux", 1.0), ("aux", "main", 0.3)])
    def test_a_far_off_head_makes_the_total(self, model, far_off, near, weight):
        guesses = model({"wind": np.zeros((1, 9)), "turbine": np.zeros((1, 4))})
        total = model.compute_loss(y={far_off: np.full((1, 1), FAR), near: np.zeros((1, 1))}, y_pred=guesses)
        assert abs(float(total) / FAR**2 - weight) < 0.01
