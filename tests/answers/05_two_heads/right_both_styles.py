"""The answer in both styles, with the heads in another order in each, and compile_model serves both."""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Bidirectional(layers.LSTM(32))(layers.Embedding(vocabulary, 64)(novel))
    era = layers.Dense(1, name="era")(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    return keras.Model(novel, [era, genre])


class NovelReader(keras.Model):
    def __init__(self, vocabulary, genres):
        super().__init__()
        self.body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.Bidirectional(layers.LSTM(32))])
        self.guesses = {"genre": layers.Dense(genres, activation="softmax"), "era": layers.Dense(1)}

    def call(self, inputs, training=False):
        x = self.body(inputs["novel"], training=training)
        return {name: guess(x) for name, guess in self.guesses.items()}


def build_subclassed(vocabulary=10_000, genres=20):
    return NovelReader(vocabulary, genres)


def compile_model(model):
    model.compile(optimizer="adam", loss={"era": "mse", "genre": "categorical_crossentropy"})
