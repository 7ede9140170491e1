"""Guesses age, gender and income group of who wrote a day of social media posts.

A Sequential has one way out and a single loss, so this try guesses the age alone.
"""

import keras
from keras import layers


def build_model(vocabulary=50_000, income_groups=10):
    # TODO: let the same features answer for gender and income, too.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="posts"),
            layers.Embedding(vocabulary, 256),
            layers.Conv1D(128, 5, activation="relu"),
            layers.MaxPooling1D(5),
            layers.Conv1D(256, 5, activation="relu"),
            layers.Conv1D(256, 5, activation="relu"),
            layers.MaxPooling1D(5),
            layers.Conv1D(256, 5, activation="relu"),
            layers.Conv1D(256, 5, activation="relu"),
            layers.GlobalMaxPooling1D(),
            layers.Dense(128, activation="relu"),
            layers.Dense(1, name="age"),
        ]
    )


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse")
