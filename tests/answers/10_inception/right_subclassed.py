"""A subclass with a name for each step, its relus apart from its convolutions."""

import keras
from keras import layers


class Inception(keras.Model):
    def __init__(self, classes, **kwargs):
        super().__init__(**kwargs)
        self.relu = layers.ReLU()
        self.pixels = layers.Conv2D(16, 1, strides=2)
        self.narrow_1 = layers.Conv2D(16, 1)
        self.narrow_2 = layers.Conv2D(16, 3, strides=2, padding="same")
        self.average = layers.AveragePooling2D(3, strides=2, padding="same")
        self.after_average = layers.Conv2D(16, 3, padding="same")
        self.wide_1 = layers.Conv2D(16, 1)
        self.wide_2 = layers.Conv2D(16, 3, padding="same")
        self.wide_3 = layers.Conv2D(16, 3, strides=2, padding="same")
        self.mix = layers.Concatenate()
        self.over_all = layers.GlobalAveragePooling2D()
        self.choose = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        image = inputs["image"]
        pixels = self.relu(self.pixels(image))
        narrow = self.relu(self.narrow_2(self.relu(self.narrow_1(image))))
        averaged = self.relu(self.after_average(self.average(image)))
        wide = self.relu(self.wide_2(self.relu(self.wide_1(image))))
        wide = self.relu(self.wide_3(wide))
        mixed = self.mix([pixels, narrow, averaged, wide])
        return {"mixed": mixed, "label": self.choose(self.over_all(mixed))}


def build_model(size=32, classes=10):
    return Inception(classes, name="inception")
