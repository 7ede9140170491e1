"""The shared LSTM gives a code after every word, and the last one is taken."""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed, read = layers.Embedding(vocabulary, 64), layers.LSTM(32, return_sequences=True)
    codes = [read(embed(sentence))[:, -1] for sentence in (left, right)]
    same = layers.Dense(1, activation="sigmoid", name="same")(layers.concatenate(codes))
    return keras.Model(inputs=[left, right], outputs=same)
