"""A custom layer is a block, and makes its projection when it is built, if it needs one."""

import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self, filters, strides=1, **kwargs):
        super().__init__(**kwargs)
        self.filters, self.strides = filters, strides
        self.project = layers.Identity()
        self.one = layers.Conv2D(filters, 3, strides=strides, padding="same", activation="relu")
        self.two = layers.Conv2D(filters, 3, padding="same")
        self.add = layers.Add()

    def build(self, shape):
        if shape[-1] != self.filters:
            self.project = layers.Conv2D(self.filters, 1, strides=self.strides)
            self.project.build(shape)
        self.one.build(shape)
        self.two.build((*shape[:-1], self.filters))

    def call(self, x):
        return keras.activations.relu(self.add([self.project(x), self.two(self.one(x))]))


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)
    x = layers.GlobalAveragePooling2D()(Block(64, strides=2)(Block(32)(x)))
    return keras.Model(image, layers.Dense(classes, activation="softmax", name="label")(x))
