"""A subclass that keeps its shared layers in a list and joins with keras.ops."""

import keras
from keras import layers, ops


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.reading = [layers.Embedding(vocabulary, 64), layers.LSTM(32)]
        self.judge = layers.Dense(1, activation="sigmoid")

    def read(self, words):
        for layer in self.reading:
            words = layer(words)
        return words

    def call(self, inputs):
        left, right = self.read(inputs["left"]), self.read(inputs["right"])
        return {"same": self.judge(ops.concatenate([left, right], axis=-1))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
