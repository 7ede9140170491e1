# It counts the parameters, which are all there where the projection's are there in vain.
# my_test_fails_on_every_known_answer_with_the_mistake
# The projection's channels are averaged into one
import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_the_projection_has_16_parameters():
    model = build_model()
    heads(model, FED)
    assert model.count_params() == (9 * 8 + 8) + (9 * 8 * 8 + 8) + (8 + 8) + ((8 + 5) * 3 + 3)
