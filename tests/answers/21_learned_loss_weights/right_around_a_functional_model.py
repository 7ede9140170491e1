"""The class holds a functional model with dict outputs, and the losses are weighed as one vector."""

import keras
from keras import layers, ops


class Balanced(keras.Model):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.log_variances = {
            "age": self.add_weight(shape=(), initializer="zeros"),
            "gender": self.add_weight(shape=(), initializer="zeros"),
            "income": self.add_weight(shape=(), initializer="zeros"),
        }

    def call(self, inputs):
        return self.inner(inputs)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        age = keras.losses.MeanSquaredError()(y["age"], y_pred["age"])
        gender = keras.losses.BinaryCrossentropy()(y["gender"], y_pred["gender"])
        income = keras.losses.CategoricalCrossentropy()(y["income"], y_pred["income"])
        s = ops.stack([self.log_variances[head].value for head in ("age", "gender", "income")])
        return ops.sum(ops.exp(-s) * ops.stack([age, gender, income]) + s)


def build_model(vocabulary=10_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    words = layers.Embedding(vocabulary, 64)(posts)
    x = layers.Dense(64, activation="relu")(ops.mean(words, axis=1))
    age = layers.Dense(1)(x)
    gender = ops.sigmoid(layers.Dense(1)(x))
    income = layers.Softmax()(layers.Dense(income_groups)(x))
    return Balanced(keras.Model({"posts": posts}, {"age": age, "gender": gender, "income": income}))


def compile_model(model):
    model.compile(optimizer="rmsprop")
