"""The outputs are a dict, whose keys name the heads, and no layer has a name."""

import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    x = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu")(x)
    label = layers.Dense(classes, activation="softmax")(embedding)
    return keras.Model(inputs, {"label": label, "embedding": embedding})
