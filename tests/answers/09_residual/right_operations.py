"""Operators and operations throughout, and the outputs are a dict."""

import keras
from keras import layers, ops


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = ops.relu(layers.Conv2D(32, 3, padding="same")(image))
    x = ops.relu(x + layers.Conv2D(32, 3, padding="same")(ops.relu(layers.Conv2D(32, 3, padding="same")(x))))
    halved = ops.relu(layers.Conv2D(64, 3, 2, "same")(x))
    x = ops.relu(ops.add(layers.Conv2D(64, 3, padding="same")(halved), layers.Conv2D(64, 1, 2)(x)))
    scores = layers.Dense(classes)(ops.mean(x, axis=[1, 2]))
    return keras.Model({"image": image}, {"label": ops.softmax(scores)})
