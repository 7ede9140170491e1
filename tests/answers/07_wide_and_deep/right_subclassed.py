"""A subclass with a custom layer for the hidden part, whose layers are built before the first call."""

import keras
from keras import layers


class Hidden(layers.Layer):
    def __init__(self, sizes, **kwargs):
        super().__init__(**kwargs)
        self.steps = [layers.Dense(size, activation="relu") for size in sizes]

    def build(self, shape):
        for step in self.steps:
            step.build(shape)
            shape = step.compute_output_shape(shape)

    def call(self, x):
        for step in self.steps:
            x = step(x)
        return x


class WideAndDeep(keras.Model):
    def __init__(self, wide_features, deep_features, **kwargs):
        super().__init__(**kwargs)
        self.hidden = Hidden([30, 30])
        self.hidden.build((None, deep_features))
        self.heads = {"main": layers.Dense(1), "aux": layers.Dense(1)}
        self.heads["main"].build((None, wide_features + 30))
        self.heads["aux"].build((None, 30))

    def call(self, inputs):
        hidden = self.hidden(inputs["deep"])
        seen = {"main": layers.concatenate([hidden, inputs["wide"]]), "aux": hidden}
        return {name: head(seen[name]) for name, head in self.heads.items()}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep(wide_features, deep_features)


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
