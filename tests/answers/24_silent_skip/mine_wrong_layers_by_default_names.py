# It takes the layer that Keras has named `conv2d` for the first convolution.
# my_test_passes_on_our_solutions
# our subclassed one
import keras
import numpy as np
from silent_skip import build_model

FED = {"scan": np.random.default_rng(1).normal(size=(2, 16, 16, 1)), "patient": np.ones((2, 5))}


def test_with_a_silent_first_convolution_the_maps_still_differ():
    model = build_model()
    model(FED)
    first, *_ = sorted(layer.name for layer in model.layers if layer.name.startswith("conv2d"))
    model.get_layer(first).set_weights([np.zeros((3, 3, 1, 8)), np.zeros(8)])
    maps, _ = keras.tree.flatten(model(FED))
    assert np.ptp(np.asarray(maps), axis=-1).max() > 0.001
