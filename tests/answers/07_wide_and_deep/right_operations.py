"""The activations are operations and layers of their own, and an operation joins."""

import keras
from keras import layers, ops


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input([wide_features], name="wide")
    deep = keras.Input([deep_features], name="deep")
    hidden = ops.relu(layers.Dense(30)(deep))
    hidden = layers.ReLU()(layers.Dense(30)(hidden))
    main = layers.Dense(1, name="main")(ops.concatenate([wide, hidden], axis=1))
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
