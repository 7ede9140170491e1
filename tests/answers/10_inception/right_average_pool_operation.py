"""The third branch begins with the operation that averages, and no layer is made for it."""

import keras
from keras import layers, ops


def convolution(kernel, strides=1):
    padding = "valid" if kernel == 1 else "same"
    return layers.Conv2D(16, kernel, strides=strides, padding=padding, activation="relu")


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    averages = ops.average_pool(image, 3, strides=2, padding="same")
    b = convolution(3, strides=2)(convolution(1)(image))
    d = convolution(3, strides=2)(convolution(3)(convolution(1)(image)))
    mixed = layers.Concatenate(name="mixed")([convolution(1, strides=2)(image), b, convolution(3)(averages), d])
    label = layers.Dense(classes, activation="softmax", name="label")(layers.GlobalAveragePooling2D()(mixed))
    return keras.Model(inputs=image, outputs=[mixed, label])
