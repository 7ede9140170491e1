# Halting is compared in whole hundredths.
# test_it_halts_over_nine_tenths
# no graph
import keras
from keras import layers, ops


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.step = layers.Dense(width, activation="tanh")
        self.halt = layers.Dense(1, activation="sigmoid")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        # A Python `while` can't ask a tensor that has no values yet, as in `fit`; ops.while_loop can.
        state, halting, steps = ops.while_loop(self.any_goes_on, self.think, self.start(inputs), maximum_iterations=8)
        return {"label": self.label(state), "halting": halting, "steps": steps}

    def start(self, inputs):
        state = inputs["features"]
        halting = ops.zeros_like(state[:, :1])  # (batch, 1), whatever the batch
        return state, halting, ops.cast(halting, "int32")

    def any_goes_on(self, state, halting, steps):
        return ops.any(ops.round(halting * 100) <= 90)

    def think(self, state, halting, steps):
        # Who has halted keeps what it has: this mask has a row for each example.
        goes_on = ops.round(halting * 100) <= 90
        state = ops.where(goes_on, self.step(state), state)
        halting = ops.where(goes_on, self.halt(state), halting)
        return state, halting, steps + ops.cast(goes_on, "int32")


def build_model(width=16, classes=10):
    return Thinker(width, classes)
