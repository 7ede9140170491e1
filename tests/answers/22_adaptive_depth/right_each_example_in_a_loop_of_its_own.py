"""tf.map_fn takes one example after another, and each has a loop of its own."""

import keras
import tensorflow as tf
from keras import layers


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.step = layers.Dense(width, "tanh")
        self.halt = layers.Dense(1, "sigmoid")
        self.label = layers.Dense(classes, "softmax")

    def think(self, features):
        def once(state, halting, steps):
            state = self.step(state)
            return state, self.halt(state), steps + 1

        start = (features[None], tf.zeros((1, 1)), tf.zeros((1, 1), tf.int32))
        end = tf.while_loop(lambda _, halting, steps: halting[0, 0] <= 0.9, once, start, maximum_iterations=8)
        return tuple(part[0] for part in end)

    def call(self, inputs):
        kinds = (tf.float32, tf.float32, tf.int32)
        state, halting, steps = tf.map_fn(self.think, inputs["features"], fn_output_signature=kinds)
        return {"label": self.label(state), "halting": halting, "steps": steps}


def build_model(width=16, classes=10):
    return Thinker(width, classes)
