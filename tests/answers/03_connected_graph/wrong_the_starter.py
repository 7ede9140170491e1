# The camera is an input that leads nowhere, for the chains are as they were.
# test_the_distance_is_made_from_the_product_of_both
# The input `camera` reaches no head
"""Says how far away a thing is, from what a radar and a camera tell about it.

A Sequential is one chain, so this try has two, and leaves it to `keras.Model` to bring them together.
"""

import keras
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Sequential([keras.Input((radar,), name="radar"), layers.Dense(8, activation="relu")])
    from_camera = keras.Sequential([keras.Input((camera,), name="camera"), layers.Dense(8, activation="relu")])
    from_radar.add(layers.Dense(1, name="distance"))
    # TODO: let the camera have a say in the distance, and give unrelated_tensors a pair that is unrelated.
    return keras.Model(inputs=from_radar.inputs + from_camera.inputs, outputs=from_radar.outputs)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    features = keras.Input((11,))
    return features, layers.Dense(1)(features)
