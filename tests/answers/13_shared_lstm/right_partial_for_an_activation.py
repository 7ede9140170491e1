"""The activation is a function with its arguments filled in."""

from functools import partial

import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    # Each layer is made once, and so there is one set of weights ...
    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)

    # ... and called twice: each call gives a tensor of its own, made with the same weights.
    left_code = read(embed(left))
    right_code = read(embed(right))

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation=partial(keras.activations.sigmoid), name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
