"""A step of training that is written out, as guides show it, and takes what fit hands it."""

import keras
import tensorflow as tf
from keras import layers, losses, ops

LOSSES = {
    "age": losses.mean_squared_error,
    "gender": losses.binary_crossentropy,
    "income": losses.categorical_crossentropy,
}


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        reading = [layers.Embedding(vocabulary, 64), layers.GlobalAveragePooling1D()]
        self.body = keras.Sequential([*reading, layers.Dense(64, activation="relu")])
        self.age = layers.Dense(1)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")
        self.log_variances = {head: self.add_weight(shape=(), initializer="zeros") for head in LOSSES}

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"age": self.age(x), "gender": self.gender(x), "income": self.income(x)}

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.compute_loss(x, y, self(x, training=True))
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return self.told(loss)

    def test_step(self, data):
        x, y = data
        return self.told(self.compute_loss(x, y, self(x), training=False))

    def told(self, loss):
        for metric in self.metrics:
            metric.update_state(loss)
        return {metric.name: metric.result() for metric in self.metrics}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = 0.0
        for head, s in self.log_variances.items():
            loss = ops.mean(LOSSES[head](y[head], y_pred[head]))
            total += ops.exp(-s) * loss + s
        return total


def build_model(vocabulary=10_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(optimizer="rmsprop")
