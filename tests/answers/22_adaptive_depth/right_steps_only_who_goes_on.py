"""Each round takes only the examples that go on, and puts them back."""

import keras
import tensorflow as tf
from keras import layers, ops


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.step = layers.Dense(width, activation="tanh")
        self.halt = layers.Dense(1, activation="sigmoid")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        # A Python `while` can't ask a tensor that has no values yet, as in `fit`; ops.while_loop can.
        state, halting, steps = tf.while_loop(self.any_goes_on, self.think, self.start(inputs), maximum_iterations=8)
        return {"label": self.label(state), "halting": halting, "steps": steps}

    def start(self, inputs):
        state = inputs["features"]
        halting = ops.zeros_like(state[:, :1])  # (batch, 1), whatever the batch
        return state, halting, ops.cast(halting, "int32")

    def any_goes_on(self, state, halting, steps):
        return ops.any(halting <= 0.9)

    def think(self, state, halting, steps):
        # Who has halted keeps what it has: this mask has a row for each example.
        rows = tf.where(halting[:, 0] <= 0.9)
        new = self.step(tf.gather_nd(state, rows))
        state = tf.tensor_scatter_nd_update(state, rows, new)
        halting = tf.tensor_scatter_nd_update(halting, rows, self.halt(new))
        return state, halting, tf.tensor_scatter_nd_add(steps, rows, tf.ones_like(rows, tf.int32))


def build_model(width=16, classes=10):
    return Thinker(width, classes)
