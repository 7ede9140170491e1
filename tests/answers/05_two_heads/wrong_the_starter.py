# Only the genre is told, for the Sequential is as it was.
# test_it_has_two_heads
# The target gives `era`, which your model doesn't
"""Reads the beginning of a novel and should tell its genre and its era.

A Sequential has one way out, so this try tells the genre alone.
"""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    # TODO: let what the LSTM has read tell the era, too.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="novel"),
            layers.Embedding(vocabulary, 64),
            layers.Bidirectional(layers.LSTM(32)),
            layers.Dense(genres, activation="softmax", name="genre"),
        ]
    )


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
