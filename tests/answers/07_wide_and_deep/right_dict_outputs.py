"""Inputs and outputs are dicts, no layer has a name, and the optimizer is adam."""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    inputs = {
        "deep": keras.Input((deep_features,), name="deep"),
        "wide": keras.Input((wide_features,), name="wide"),
    }
    hidden = layers.Dense(30, "relu")(inputs["deep"])
    hidden = layers.Dense(30, "relu")(hidden)
    joined = layers.Concatenate()([hidden, inputs["wide"]])
    return keras.Model(inputs, {"main": layers.Dense(1)(joined), "aux": layers.Dense(1)(hidden)})


def compile_model(model):
    model.compile(
        optimizer="adam",
        loss={"main": keras.losses.MeanSquaredError(), "aux": "mean_squared_error"},
        loss_weights={"main": 0.9, "aux": 0.1},
        metrics={"main": ["mae"]},
    )
