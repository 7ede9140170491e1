"""The answer in both styles: the subclass takes a dict and makes its layers in a list."""

import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs, [embedding, label])


class LabelAndEmbedding(keras.Model):
    def __init__(self, classes, **kwargs):
        super().__init__(**kwargs)
        self.hidden = [layers.Dense(32, activation="relu") for _ in range(2)]
        self.classify = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        x = inputs["features"]
        for layer in self.hidden:
            x = layer(x)
        return {"embedding": x, "label": self.classify(x)}


def build_subclassed(features=64, classes=10):
    return LabelAndEmbedding(classes)
