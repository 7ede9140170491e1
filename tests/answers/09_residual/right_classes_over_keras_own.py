"""Convolutions with a relu are a class derived from Keras's."""

import keras
from keras import layers


class Rectified(layers.Conv2D):
    def call(self, inputs):
        return keras.ops.relu(super().call(inputs))


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = Rectified(32, 3, padding="same")(image)

    # The block's convolutions make y of x, and x is still at hand: it is added to y, and then comes the relu.
    y = Rectified(32, 3, padding="same")(x)
    y = layers.Conv2D(32, 3, padding="same")(y)
    x = layers.Activation("relu")(layers.Add()([x, y]))

    # This block makes (32, 32, 32) into (16, 16, 64), so x must be brought to that shape before it is added.
    y = Rectified(64, 3, strides=2, padding="same")(x)
    y = layers.Conv2D(64, 3, padding="same")(y)
    skip = layers.Conv2D(64, 1, strides=2)(x)
    x = layers.Activation("relu")(layers.Add()([skip, y]))

    x = layers.GlobalAveragePooling2D()(x)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=label)
