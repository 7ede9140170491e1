# It looks whether the maps differ, which they do by their convolutions alone.
# my_test_fails_on_the_starter
# passes on the starter, too
import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_maps_differ():
    maps = heads(build_model(), FED)["maps"]
    assert not np.array_equal(maps[..., 0], maps[..., 1])
