"""A custom layer owns the embedding and the LSTM, and is made once."""

import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.LSTM(32)

    def call(self, words):
        return self.read(self.embed(words))


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    reader = Reader(vocabulary)
    joined = layers.Concatenate(axis=1)([reader(words) for words in (left, right)])
    same = layers.Dense(1, activation=keras.activations.sigmoid, name="same")(joined)
    return keras.Model(inputs=(left, right), outputs=same)
