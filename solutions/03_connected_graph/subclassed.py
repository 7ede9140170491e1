import keras
from keras import layers


class RangeFinder(keras.Model):
    def __init__(self):
        super().__init__()
        self.see_by_radar = layers.Dense(8, activation="relu")
        self.see_by_camera = layers.Dense(8, activation="relu")
        self.agree = layers.Multiply()
        self.distance = layers.Dense(1)

    def call(self, inputs):
        # Here the graph is what `call` does: whatever it uses is connected.
        seen = [self.see_by_radar(inputs["radar"]), self.see_by_camera(inputs["camera"])]
        return {"distance": self.distance(self.agree(seen))}


def build_model(radar=11, camera=7):
    # A layer learns its input's size when it is first called, so neither is needed here.
    return RangeFinder()


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
