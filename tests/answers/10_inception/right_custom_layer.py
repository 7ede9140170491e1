"""A custom layer owns all the branches, and the label is the first of the outputs."""

import keras
from keras import layers


class Inception(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        settings = {"padding": "same", "activation": "relu"}
        self.a = layers.Conv2D(filters, 1, strides=2, activation="relu")
        self.b = [layers.Conv2D(filters, 1, activation="relu"), layers.Conv2D(filters, 3, strides=2, **settings)]
        self.c = [layers.AveragePooling2D(3, strides=2, padding="same"), layers.Conv2D(filters, 3, **settings)]
        self.d = [layers.Conv2D(filters, 1, activation="relu"), layers.Conv2D(filters, 3, **settings)]
        self.d.append(layers.Conv2D(filters, 3, strides=2, **settings))

    def call(self, image):
        found = [self.a(image)]
        for branch in (self.b, self.c, self.d):
            x = image
            for layer in branch:
                x = layer(x)
            found.append(x)
        return layers.concatenate(found)


def build_model(size=32, classes=10):
    image = keras.Input(shape=(size, size, 3), name="image")
    mixed = Inception(16, name="mixed")(image)
    label = layers.Dense(classes, activation="softmax", name="label")(layers.GlobalAveragePooling2D()(mixed))
    return keras.Model(inputs=[image], outputs=[label, mixed])
