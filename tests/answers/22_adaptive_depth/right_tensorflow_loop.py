"""TensorFlow's own loop, and a mask that says who goes on."""

import keras
import tensorflow as tf
from keras import layers


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.step = layers.Dense(width, activation="tanh")
        self.halt = layers.Dense(1, activation="sigmoid")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        features = inputs["features"]
        column = (tf.shape(features)[0], 1)
        _, state, halting, steps = tf.while_loop(
            cond=lambda goes_on, *_: tf.reduce_any(goes_on),
            body=self.think,
            loop_vars=(tf.ones(column, tf.bool), features, tf.zeros(column), tf.zeros(column, tf.int32)),
        )
        return {"steps": steps, "halting": halting, "label": self.label(state)}

    def think(self, goes_on, state, halting, steps):
        state = tf.where(goes_on, self.step(state), state)
        halting = tf.where(goes_on, self.halt(state), halting)
        steps += tf.cast(goes_on, tf.int32)
        return goes_on & (halting <= 0.9) & (steps < 8), state, halting, steps


def build_model(width=16, classes=10):
    return Thinker(width, classes)
