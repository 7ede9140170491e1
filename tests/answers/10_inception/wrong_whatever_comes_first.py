# The subclass takes whatever comes first in the dict and never asks for the image.
# test_it_refuses_an_image_by_another_name
# the graph is the target
import keras
from keras import layers


def convolution(kernel, strides=1):
    return layers.Conv2D(16, kernel, strides=strides, padding="same", activation="relu")


class InceptionNet(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.a = layers.Conv2D(16, 1, strides=2, activation="relu")
        self.b = keras.Sequential([layers.Conv2D(16, 1, activation="relu"), convolution(3, strides=2)])
        self.c = keras.Sequential([layers.AveragePooling2D(3, strides=2, padding="same"), convolution(3)])
        self.d = keras.Sequential([layers.Conv2D(16, 1, activation="relu"), convolution(3), convolution(3, strides=2)])
        self.mix = layers.Concatenate()
        self.pool = layers.GlobalAveragePooling2D()
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        image = next(iter(inputs.values()))
        mixed = self.mix([self.a(image), self.b(image), self.c(image), self.d(image)])
        return {"mixed": mixed, "label": self.label(self.pool(mixed))}


def build_model(size=32, classes=10):
    return InceptionNet(classes)
