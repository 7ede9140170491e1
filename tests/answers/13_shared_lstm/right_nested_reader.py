"""The reader is a functional model of its own, called like a layer on both sentences."""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    words = keras.Input(shape=(None,), dtype="int32")
    reader = keras.Model(words, layers.LSTM(32)(layers.Embedding(vocabulary, 64)(words)), name="reader")

    right = keras.Input(shape=(None,), dtype="int32", name="right")
    left = keras.Input(shape=(None,), dtype="int32", name="left")
    codes = layers.concatenate([reader(left), reader(right)])
    same = layers.Dense(1, "sigmoid", name="same")(codes)
    return keras.Model(inputs=[right, left], outputs=[same])
