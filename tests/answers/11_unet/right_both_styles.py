"""The answer in both styles: the functional one makes the way up's layers first, the subclass joins the other way."""

import keras
from keras import layers


def double(filters):
    return [layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)]


def through(x, chain):
    for layer in chain:
        x = layer(x)
    return x


def build_model(size=64, filters=16):
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")
    last, before = double(filters), double(2 * filters)
    up_to_one = layers.Conv2DTranspose(filters, 2, strides=2)
    up_to_two = layers.Conv2DTranspose(2 * filters, 2, strides=2)
    image = keras.Input((size, size, 1), name="image")
    one = through(image, double(filters))
    two = through(one, [layers.MaxPooling2D(2), *double(2 * filters)])
    x = through(two, [layers.MaxPooling2D(2), *double(4 * filters), up_to_two])
    x = through(layers.Concatenate()([x, two]), [*before, up_to_one])
    x = through(layers.Concatenate()([x, one]), [*last, mask])
    return keras.Model(image, x)


class UNet(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.one = keras.Sequential(double(filters))
        self.two = keras.Sequential([layers.MaxPooling2D(2), *double(2 * filters)])
        bottom = [layers.MaxPooling2D(2), *double(4 * filters), layers.Conv2DTranspose(2 * filters, 2, strides=2)]
        self.bottom = keras.Sequential(bottom)
        self.back = keras.Sequential([*double(2 * filters), layers.Conv2DTranspose(filters, 2, strides=2)])
        self.paint = keras.Sequential([*double(filters), layers.Conv2D(1, 1, activation="sigmoid")])

    def call(self, inputs):
        one = self.one(inputs["image"])
        two = self.two(one)
        x = self.back(layers.concatenate([two, self.bottom(two)]))
        return {"mask": self.paint(layers.concatenate([one, x]))}


def build_subclassed(size=64, filters=16):
    return UNet(filters)
