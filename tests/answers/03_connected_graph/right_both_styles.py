"""The answer in both styles: the functional one multiplies radar by camera, the subclass camera by radar."""

import keras
from keras import layers


def build_model(radar=11, camera=7):
    inputs = [keras.Input((radar,), name="radar"), keras.Input((camera,), name="camera")]
    codes = [layers.Dense(8, activation="relu")(each) for each in inputs]
    distance = layers.Dense(1, name="distance")(layers.multiply(codes))
    return keras.Model(inputs, distance)


class RangeFinder(keras.Model):
    def __init__(self):
        super().__init__()
        self.see = {name: layers.Dense(8, activation="relu") for name in ("camera", "radar")}
        self.distance = layers.Dense(1)

    def call(self, inputs):
        seen = self.see["camera"](inputs["camera"]) * self.see["radar"](inputs["radar"])
        return {"distance": self.distance(seen)}


def build_subclassed(radar=11, camera=7):
    return RangeFinder()


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((3,)), keras.Input((3,))
