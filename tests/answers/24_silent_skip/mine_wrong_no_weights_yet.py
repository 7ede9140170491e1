# It silences the convolutions before the first call, when a subclass has no weights yet.
# my_test_fails_on_every_known_answer_with_the_mistake
# The subclass calls the projection, makes nothing of what it gives, and adds the scan.
import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_maps_differ_without_the_convolutions():
    model = build_model()
    for weight in model.weights:
        if tuple(weight.shape[:2]) == (3, 3):
            weight.assign(np.zeros(weight.shape))
    assert np.ptp(heads(model, FED)["maps"], axis=-1).max() > 0.001
