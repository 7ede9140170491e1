"""Each code is the state in which the shared LSTM ends, which is also what it gives after the last word."""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed, read = layers.Embedding(vocabulary, 64), layers.LSTM(32, return_state=True)
    _, left_code, _ = read(embed(left))
    _, right_code, _ = read(embed(right))
    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
