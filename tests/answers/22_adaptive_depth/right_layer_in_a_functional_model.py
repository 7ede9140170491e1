"""The loop is a custom layer, and the model around it is functional."""

import keras
from keras import layers, ops


class Think(layers.Layer):
    def __init__(self, width, limit=8, enough=0.9):
        super().__init__()
        self.limit, self.enough = limit, enough
        self.step = layers.Dense(width, activation="tanh")
        self.halt = layers.Dense(1, activation="sigmoid")

    def build(self, shape):
        self.step.build(shape)
        self.halt.build(shape)

    def compute_output_spec(self, features):
        halting = keras.KerasTensor((*features.shape[:-1], 1))
        state = keras.KerasTensor(features.shape)
        return state, halting, keras.KerasTensor(halting.shape, dtype="int32")

    def call(self, features):
        count = ops.shape(features)[0]
        start = {"state": features, "halting": ops.zeros((count, 1)), "steps": ops.zeros((count, 1), dtype="int32")}
        (end,) = ops.while_loop(
            lambda thought: ops.any(self.open(thought)), lambda thought: (self.once(thought),), (start,)
        )
        return end["state"], end["halting"], end["steps"]

    def open(self, thought):
        return ops.logical_and(thought["halting"] <= self.enough, thought["steps"] < self.limit)

    def once(self, thought):
        mask = self.open(thought)
        state = self.step(thought["state"])
        halting = self.halt(state)
        return {
            "state": ops.where(mask, state, thought["state"]),
            "halting": ops.where(mask, halting, thought["halting"]),
            "steps": thought["steps"] + ops.cast(mask, "int32"),
        }


def build_model(width=16, classes=10):
    features = keras.Input((width,), name="features")
    state, halting, steps = Think(width)(features)
    label = layers.Dense(classes, activation="softmax")(state)
    return keras.Model({"features": features}, {"label": label, "halting": halting, "steps": steps})
