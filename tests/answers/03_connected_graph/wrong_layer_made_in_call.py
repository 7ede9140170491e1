# The head's layer is made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# not those made inside `call`
import keras
from keras import layers


class RangeFinder(keras.Model):
    def __init__(self):
        super().__init__()
        self.see_by_radar = layers.Dense(8, activation="relu")
        self.see_by_camera = layers.Dense(8, activation="relu")

    def call(self, inputs):
        seen_by_radar = self.see_by_radar(inputs["radar"])
        seen_by_camera = self.see_by_camera(inputs["camera"])
        return {"distance": layers.Dense(1)(layers.multiply([seen_by_radar, seen_by_camera]))}


def build_model(radar=11, camera=7):
    return RangeFinder()


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
