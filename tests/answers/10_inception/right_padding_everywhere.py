"""Padding is "same" in all convolutions: for those of one pixel there is nothing to pad."""

import keras
from keras import layers


def convolution(x, kernel, strides=1):
    return layers.Conv2D(16, kernel, strides=strides, padding="same", activation="relu")(x)


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    a = convolution(image, 1, strides=2)
    b = convolution(convolution(image, 1), 3, strides=2)
    c = convolution(layers.AveragePooling2D(3, strides=2, padding="same")(image), 3)
    d = convolution(convolution(convolution(image, 1), 3), 3, strides=2)
    mixed = layers.Concatenate(axis=3, name="mixed")([a, b, c, d])
    pooled = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(pooled)
    return keras.Model(inputs=image, outputs=(mixed, label))
