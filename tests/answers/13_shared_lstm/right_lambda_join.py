"""A Lambda joins the codes, and a nested model does all but the naming of the head."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
    both = keras.Model([left, right], [reader(left), reader(right)])
    joined = layers.Lambda(lambda codes: ops.concatenate(codes, axis=-1))(both([left, right]))
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
