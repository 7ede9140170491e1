"""A custom layer owns both branches and their product."""

import keras
from keras import layers


class Agreement(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.one = layers.Dense(units, activation="relu")
        self.other = layers.Dense(units, activation="relu")

    def call(self, inputs):
        one, other = inputs
        return self.one(one) * self.other(other)


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    from_camera = keras.Input((camera,), name="camera")
    agreed = Agreement(8)([from_radar, from_camera])
    return keras.Model((from_radar, from_camera), layers.Dense(1, name="distance")(agreed))


def compile_model(model):
    model.compile(optimizer="SGD", loss="mean_squared_error", metrics=["mae"])


def unrelated_tensors():
    forwards = keras.Input((11,))
    backwards = layers.Dense(1)(forwards)
    return backwards, forwards
