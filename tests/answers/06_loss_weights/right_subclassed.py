"""A subclass whose blocks are custom layers."""

import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self, filters, pool):
        super().__init__()
        self.convolutions = [layers.Conv1D(count, 5, activation="relu") for count in filters]
        self.pool = pool

    def call(self, x):
        for convolution in self.convolutions:
            x = convolution(x)
        return self.pool(x)


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 256)
        self.first = Block([128], layers.MaxPooling1D(5))
        self.second = Block([256, 256], layers.MaxPooling1D(5))
        self.third = Block([256, 256], layers.GlobalMaxPooling1D())
        self.dense = layers.Dense(128, activation="relu")
        sizes = {"age": (1, None), "gender": (1, "sigmoid"), "income": (income_groups, "softmax")}
        self.heads = {name: layers.Dense(units, activation) for name, (units, activation) in sizes.items()}

    def call(self, inputs):
        x = self.third(self.second(self.first(self.embed(inputs["posts"]))))
        x = self.dense(x)
        return {name: head(x) for name, head in self.heads.items()}


def build_model(vocabulary=50_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
