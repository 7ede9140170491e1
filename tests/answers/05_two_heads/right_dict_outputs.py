"""Inputs, outputs and losses are dicts by name, and the layers have none; metrics are given, too."""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    inputs = {"novel": keras.Input((None,), dtype="int32", name="novel")}
    x = layers.Embedding(vocabulary, 64)(inputs["novel"])
    x = layers.Bidirectional(layers.LSTM(32), merge_mode="concat")(x)
    return keras.Model(inputs, {"genre": layers.Dense(genres, activation="softmax")(x), "era": layers.Dense(1)(x)})


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"genre": "categorical_crossentropy", "era": "mse"},
        metrics={"genre": ["accuracy"], "era": ["mae"]},
    )
