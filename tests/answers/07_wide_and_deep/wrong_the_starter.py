# All features go through the hidden layers to one head, for the Sequential is as it was.
# test_it_takes_wide_and_deep_features
# `deep` and `wide`; your model has `features` instead
"""Guesses a number from wide features, which should count as they are, and deep ones, which hidden layers work on.

A Sequential has one way through, so this try lays all features end to end and hides the wide ones, too.
"""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    # TODO: let the wide features pass by the hidden layers, and these have a head of their own.
    return keras.Sequential(
        [
            keras.Input((wide_features + deep_features,), name="features"),
            layers.Dense(30, activation="relu"),
            layers.Dense(30, activation="relu"),
            layers.Dense(1, name="main"),
        ]
    )


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")
