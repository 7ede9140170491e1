"""The inputs are a dict, and the output is the one tensor, which the last layer names."""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed, read = layers.Embedding(vocabulary, 64), layers.LSTM(32)
    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs={"left": left, "right": right}, outputs=same)
