"""The outputs are a dict and the losses a list, whose order doesn't matter here, for the weights are by name."""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    main = layers.Dense(1, name="main")(layers.Concatenate()([wide, hidden]))
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=(wide, deep), outputs={"aux": aux, "main": main})


def compile_model(model):
    model.compile(optimizer="rmsprop", loss=["mse", "mse"], loss_weights={"main": 0.9, "aux": 0.1})
