"""Each half is a Sequential, turbine comes first, and the activations are layers of their own."""

import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seeing = [layers.Input((hours,)), layers.Dense(24), layers.ReLU()]
    seen = keras.Sequential(seeing)(wind)
    aux = layers.Dense(1, name="aux")(seen)
    joined = layers.concatenate([turbine, seen])
    known = keras.Sequential([layers.Dense(16), layers.Activation("relu")])(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs={"turbine": turbine, "wind": wind}, outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
