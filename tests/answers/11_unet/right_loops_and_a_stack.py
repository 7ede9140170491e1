"""The skips are put on a stack on the way down and taken off it on the way up; the output is a list of one."""

import keras
from keras import layers


def double(x, filters):
    x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
    return layers.Conv2D(filters, 3, activation="relu", padding="same")(x)


def build_model(size=64, filters=16):
    inputs = keras.Input(shape=(size, size, 1), name="image")
    x, skips = inputs, []
    for count in (filters, 2 * filters):
        x = double(x, count)
        skips.append(x)
        x = layers.MaxPool2D()(x)
    x = double(x, 4 * filters)
    for skip in reversed(skips):
        x = layers.Conv2DTranspose(skip.shape[-1], kernel_size=2, strides=2)(x)
        x = double(layers.concatenate([x, skip], axis=3), skip.shape[-1])
    outputs = layers.Conv2D(1, kernel_size=1, activation="sigmoid", name="mask")(x)
    return keras.Model(inputs=[inputs], outputs=[outputs])
