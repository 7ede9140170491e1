"""Takes `build` from the course, and gives the projection weights of which it knows what they must do."""

import numpy as np
import silent_skip as answer
from modelgraph import heads

assert answer  # the fixture looks for the answer by this name

FED = {"scan": np.full((1, 4, 4, 1), 2.0), "patient": np.zeros((1, 5))}
EACH = np.arange(8.0)


class TestSkip:
    def test_each_map_is_the_scan_times_its_weight(self, build):
        model = build(size=4)
        heads(model, FED)
        for weight in model.weights:
            weight.assign(EACH.reshape(1, 1, 1, 8) if tuple(weight.shape) == (1, 1, 1, 8) else 0 * weight)
        np.testing.assert_allclose(heads(model, FED)["maps"][0, 0, 0], 2 * EACH)
