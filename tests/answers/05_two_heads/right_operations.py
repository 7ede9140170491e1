"""The softmax is an operation, so the heads' names are the keys of a dict; the starter's layers are kept."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, genres=20):
    body = keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="novel"),
            layers.Embedding(vocabulary, 64),
            layers.Bidirectional(layers.LSTM(32)),
        ]
    )
    x = body.outputs[0]
    genre = ops.softmax(layers.Dense(genres)(x), axis=-1)
    era = layers.Dense(1)(x)
    return keras.Model(body.inputs, {"era": era, "genre": genre})


def compile_model(model):
    losses = {"genre": keras.losses.CategoricalCrossentropy(), "era": keras.losses.MeanSquaredError()}
    model.compile(optimizer=keras.optimizers.RMSprop(1e-4), loss=losses)
