"""A custom layer owns the embedding and the LSTM."""

import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.Bidirectional(layers.LSTM(32))

    def call(self, words):
        return self.read(self.embed(words))


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    reading = Reader(vocabulary)(novel)
    genre = layers.Dense(genres, keras.activations.softmax, name="genre")(reading)
    return keras.Model(inputs=[novel], outputs=(genre, layers.Dense(1, name="era")(reading)))


def compile_model(model):
    model.compile("rmsprop", loss=[keras.losses.CategoricalCrossentropy(), keras.losses.MeanSquaredError()])
