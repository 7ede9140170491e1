"""The hidden layers are a Sequential that is called like a layer, and the weights belong to the model's own names."""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = keras.Sequential([layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")])
    found = hidden(deep)
    main = layers.Dense(1, activation="linear", name="main")(layers.concatenate([wide, found], axis=-1))
    aux = layers.Dense(1, name="aux")(found)
    return keras.Model([wide, deep], [main, aux])


def compile_model(model):
    weights = {"aux": 0.1, "main": 0.9}
    model.compile(
        optimizer=keras.optimizers.SGD(0.003),
        loss=["mse" for _ in model.output_names],
        loss_weights=[weights[name] for name in model.output_names],
    )
