"""A subclass made of block layers, which have a projection or none."""

import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self, filters, strides=1, projected=False):
        super().__init__()
        self.convolve = layers.Conv2D(filters, 3, strides, padding="same", activation="relu")
        self.convolve_again = layers.Conv2D(filters, 3, padding="same")
        self.project = layers.Conv2D(filters, 1, strides) if projected else None

    def call(self, inputs):
        skip = inputs if self.project is None else self.project(inputs)
        return keras.ops.relu(skip + self.convolve_again(self.convolve(inputs)))


class Classifier(keras.Model):
    def __init__(self, classes, **kwargs):
        super().__init__(**kwargs)
        self.body = [layers.Conv2D(32, 3, padding="same", activation="relu"), Block(32), Block(64, 2, projected=True)]
        self.body.append(layers.GlobalAveragePooling2D())
        self.choose = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        x = inputs["image"]
        for layer in self.body:
            x = layer(x)
        return {"label": self.choose(x)}


def build_model(size=32, classes=10):
    return Classifier(classes, name="classifier")
