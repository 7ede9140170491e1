# The subclass joins the branches from the last to the first, which the functional model does not.
# test_built_again_with_the_same_weights_it_computes_the_same
# in another order
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    b = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, padding="same", activation="relu")(d)
    d = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(d)

    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])


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
        image = inputs["image"]
        mixed = self.mix([self.d(image), self.c(image), self.b(image), self.a(image)])
        return {"mixed": mixed, "label": self.label(self.pool(mixed))}


def build_subclassed(size=32, classes=10):
    return InceptionNet(classes)
