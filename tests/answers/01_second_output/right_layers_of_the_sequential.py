"""The Sequential stays, and a Model takes its input, a layer's output in the middle, and its end."""

import keras
from keras import layers


def build_model(features=64, classes=10):
    chain = keras.Sequential(
        [
            keras.Input((features,), name="features"),
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu", name="embedding"),
            layers.Dense(classes, activation="softmax", name="label"),
        ]
    )
    return keras.Model(inputs=chain.inputs, outputs=[chain.get_layer("embedding").output, chain.outputs[0]])
