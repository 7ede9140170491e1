"""A layer owns the log-variances and adds up the losses; the model shows them by a property."""

import keras
from keras import layers, ops


class Uncertainty(layers.Layer):
    def __init__(self, heads):
        super().__init__()
        self.s = {head: self.add_weight(shape=(), initializer="zeros", name=head) for head in heads}

    def call(self, losses):
        return sum(ops.exp(-self.s[head]) * loss + self.s[head] for head, loss in losses.items())


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.pool = layers.GlobalAveragePooling1D()
        self.dense = layers.Dense(64, activation="relu")
        self.age = layers.Dense(1)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")
        self.uncertainty = Uncertainty(["age", "gender", "income"])

    @property
    def log_variances(self):
        return self.uncertainty.s

    def call(self, inputs):
        x = self.dense(self.pool(self.embed(inputs["posts"])))
        return {"income": self.income(x), "age": self.age(x), "gender": self.gender(x)}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        losses = {
            "age": ops.mean(ops.square(y["age"] - y_pred["age"])),
            "gender": ops.mean(ops.binary_crossentropy(y["gender"], y_pred["gender"])),
            "income": ops.mean(ops.categorical_crossentropy(y["income"], y_pred["income"])),
        }
        return self.uncertainty(losses)


def build_model(vocabulary=10_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile("rmsprop")
