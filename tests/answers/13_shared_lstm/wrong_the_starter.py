# The right sentence is never read, for the Sequential is as it was.
# test_it_takes_two_sentences
# takes an input `right`
"""Judges whether two sentences say the same.

A Sequential calls each of its layers once, so this try reads the left sentence and guesses the rest.
"""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    # TODO: let the same Embedding and the same LSTM read the right sentence, too.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="left"),
            layers.Embedding(vocabulary, 64),
            layers.LSTM(32),
            layers.Dense(1, activation="sigmoid", name="same"),
        ]
    )
