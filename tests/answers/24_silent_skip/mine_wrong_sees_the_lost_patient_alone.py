# It looks at the other thing that gets lost in the starter.
# my_test_fails_on_every_known_answer_with_the_mistake
# The projection has one filter
import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_the_patient_counts():
    model = build_model()
    one, other = heads(model, FED), heads(model, FED | {"patient": np.zeros((2, 5))})
    assert not np.array_equal(one["finding"], other["finding"])
