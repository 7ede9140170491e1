"""The answer in both styles: the functional one joins left and right, the subclass right and left."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed, read = layers.Embedding(vocabulary, 64), layers.LSTM(32)
    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model([left, right], same)


class Matcher(keras.Model):
    def __init__(self, vocabulary, **kwargs):
        super().__init__(**kwargs)
        self.reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.judge = layers.Dense(1)

    def call(self, inputs, training=False):
        codes = [self.reader(inputs[side], training=training) for side in ("right", "left")]
        return {"same": ops.sigmoid(self.judge(ops.concatenate(codes, axis=1)))}


def build_subclassed(vocabulary=10_000):
    return Matcher(vocabulary)
