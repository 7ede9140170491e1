"""A custom layer owns the two hidden layers, and both inputs and outputs are dicts."""

import keras
from keras import layers, ops


class Embedder(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.hidden = layers.Dense(units)
        self.embed = layers.Dense(units)

    def build(self, shape):
        self.hidden.build(shape)
        self.embed.build((*shape[:-1], self.hidden.units))

    def call(self, features):
        return ops.relu(self.embed(ops.relu(self.hidden(features))))


def build_model(features=64, classes=10):
    inputs = {"features": keras.Input((features,), name="features")}
    embedding = Embedder(32)(inputs["features"])
    logits = layers.Dense(classes)(embedding)
    return keras.Model(inputs=inputs, outputs={"embedding": embedding, "label": ops.softmax(logits)})
