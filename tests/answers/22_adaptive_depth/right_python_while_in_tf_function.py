"""A Python `while` in a function of its own, which tf.function turns into a loop of the graph."""

import keras
import tensorflow as tf
from keras import layers


class Thinker(keras.Model):
    def __init__(self, width, classes):
        super().__init__()
        self.step = layers.Dense(width, activation="tanh")
        self.halt = layers.Dense(1, activation="sigmoid")
        self.label = layers.Dense(classes, activation="softmax")
        self.width = width

    def build(self, shapes):
        for layer in (self.step, self.halt, self.label):
            layer.build((None, self.width))

    def call(self, inputs):
        state, halting, steps = self.think(inputs["features"])
        return {"label": self.label(state), "halting": halting, "steps": steps}

    @tf.function
    def think(self, state):
        halting = tf.zeros_like(state[:, :1])
        steps = tf.zeros_like(halting, dtype=tf.int32)
        thought = 0
        while thought < 8 and tf.reduce_any(halting <= 0.9):
            going = halting <= 0.9
            state = tf.where(going, self.step(state), state)
            halting = tf.where(going, self.halt(state), halting)
            steps += tf.cast(going, tf.int32)
            thought += 1
        return state, halting, steps


def build_model(width=16, classes=10):
    return Thinker(width, classes)
