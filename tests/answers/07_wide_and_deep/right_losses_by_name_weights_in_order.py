"""The heads are a list with the auxiliary one first, the weights a list in its order, and the losses a dict."""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = deep
    for _ in range(2):
        hidden = layers.Dense(units=30, activation=keras.activations.relu)(hidden)
    outputs = [layers.Dense(1, name="aux")(hidden), layers.Dense(1, name="main")(layers.concatenate([wide, hidden]))]
    return keras.Model(inputs=[wide, deep], outputs=outputs)


def compile_model(model):
    model.compile("sgd", loss={"main": "mse", "aux": "mse"}, loss_weights=[0.1, 0.9])
