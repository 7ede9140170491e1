"""Sorts things with 64 features into 10 classes, and should come back from a file as it was saved.

A Sequential is saved as the list of its layers. It has no place for a skip, nor for a `strength`.
"""

import keras
from keras import layers


def build_model(width=32, classes=10, strength=0.5):
    # TODO: write a class of your own that adds the second layer's code by its strength, and saves the strength.
    return keras.Sequential(
        [
            keras.Input((64,), name="features"),
            layers.Dense(width, activation="relu"),
            layers.Dense(width, activation="relu"),
            layers.Dense(classes, activation="softmax", name="label"),
        ]
    )
