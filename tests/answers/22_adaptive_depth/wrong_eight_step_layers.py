# Each of the steps has weights of its own.
# test_all_steps_share_one_layer
# no graph
import keras
from keras import layers, ops


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.steps = [layers.Dense(width, activation="tanh") for _ in range(8)]
        self.halt = layers.Dense(1, activation="sigmoid")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        state = inputs["features"]
        halting = ops.zeros_like(state[:, :1])
        steps = ops.cast(halting, "int32")

        for step in self.steps:
            goes_on = halting <= 0.9
            state = ops.where(goes_on, step(state), state)
            halting = ops.where(goes_on, self.halt(state), halting)
            steps += ops.cast(goes_on, "int32")
        return {"label": self.label(state), "halting": halting, "steps": steps}


def build_model(width=16, classes=10):
    return Thinker(width, classes)
