"""Custom layers own the doubles and the steps up; a step up takes a list of what is below and the skip."""

import keras
from keras import layers


class Double(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same", activation="relu")

    def call(self, x):
        return self.second(self.first(x))


class StepUp(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.enlarge = layers.Conv2DTranspose(filters, 2, strides=2)
        self.join = layers.Concatenate()
        self.double = Double(filters)

    def call(self, inputs):
        below, skip = inputs
        return self.double(self.join([self.enlarge(below), skip]))


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    one = Double(filters)(image)
    two = Double(2 * filters)(layers.MaxPooling2D(2)(one))
    bottom = Double(4 * filters)(layers.MaxPooling2D(2)(two))
    up = StepUp(filters)([StepUp(2 * filters)([bottom, two]), one])
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(up)
    return keras.Model(inputs=image, outputs=mask)
