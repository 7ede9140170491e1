# Only the label comes out, for the Sequential is as it was.
# test_it_has_two_heads
# gives `embedding`, which your model doesn't
"""Sorts things into 10 classes, and should also give the 32 numbers that it sorts them by.

A Sequential has one way out, so this try gives the class and keeps the numbers to itself.
"""

import keras
from keras import layers


def build_model(features=64, classes=10):
    # TODO: let the model give the embedding, too.
    return keras.Sequential(
        [
            keras.Input((features,), name="features"),
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu", name="embedding"),
            layers.Dense(classes, activation="softmax", name="label"),
        ]
    )
