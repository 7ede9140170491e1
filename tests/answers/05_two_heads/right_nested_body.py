"""The body is a Sequential that is called like a layer, and so is each head."""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    body = keras.Sequential([keras.Input((None,), dtype="int32"), layers.Embedding(vocabulary, 64)], name="body")
    body.add(layers.Bidirectional(layers.LSTM(32)))
    read = body(novel)
    genre = keras.Sequential([layers.Dense(genres), layers.Softmax()], name="genre")(read)
    era = keras.Sequential([layers.Dense(1)], name="era")(read)
    return keras.Model(novel, [genre, era])


def compile_model(model):
    model.compile(optimizer="sgd", loss=["categorical_crossentropy", "mse"])
