import keras
from keras import layers


def convolution(kernel, strides=1):
    return layers.Conv2D(16, kernel, strides=strides, padding="same", activation="relu")


class InceptionNet(keras.Model):
    def __init__(self, classes):
        super().__init__()
        # Each branch is a chain. That there are four of them, on one image, is in call.
        self.a = convolution(1, strides=2)
        self.b = keras.Sequential([convolution(1), convolution(3, strides=2)])
        self.c = keras.Sequential([layers.AveragePooling2D(3, strides=2, padding="same"), convolution(3)])
        self.d = keras.Sequential([convolution(1), convolution(3), convolution(3, strides=2)])
        self.mix = layers.Concatenate()
        self.pool = layers.GlobalAveragePooling2D()
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        image = inputs["image"]
        mixed = self.mix([self.a(image), self.b(image), self.c(image), self.d(image)])
        return {"mixed": mixed, "label": self.label(self.pool(mixed))}


def build_model(size=32, classes=10):
    return InceptionNet(classes)
