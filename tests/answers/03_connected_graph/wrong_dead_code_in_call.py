# The subclass has a third layer, whose result it throws away.
# test_it_has_this_many_parameters
# Your model tracks 241 parameters
import keras
from keras import layers


class RangeFinder(keras.Model):
    def __init__(self):
        super().__init__()
        self.see_by_radar = layers.Dense(8, activation="relu")
        self.see_by_camera = layers.Dense(8, activation="relu")
        self.agree = layers.Dense(8, activation="relu")
        self.distance = layers.Dense(1)

    def call(self, inputs):
        seen_by_radar = self.see_by_radar(inputs["radar"])
        seen_by_camera = self.see_by_camera(inputs["camera"])
        agreed = layers.multiply([seen_by_radar, seen_by_camera])
        self.agree(agreed)
        return {"distance": self.distance(agreed)}


def build_model(radar=11, camera=7):
    return RangeFinder()


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
