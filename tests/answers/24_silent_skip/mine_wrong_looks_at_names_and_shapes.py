# It looks at names and shapes, which are right on the starter.
# my_test_fails_on_the_starter
# passes on the starter, too
import numpy as np
from modelgraph import heads
from silent_skip import build_model

FED = {"scan": np.random.rand(2, 16, 16, 1), "patient": np.ones((2, 5))}


def test_it_gives_8_maps_and_3_findings():
    shapes = {name: values.shape for name, values in heads(build_model(), FED).items()}
    assert shapes == {"maps": (2, 16, 16, 8), "finding": (2, 3)}
