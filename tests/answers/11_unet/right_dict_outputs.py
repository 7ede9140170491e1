"""The output is a dict, the inputs are one, too, and no layer has a name."""

import keras
from keras.layers import Concatenate, Conv2D, Conv2DTranspose, MaxPooling2D


def double(x, filters):
    for _ in range(2):
        x = Conv2D(filters, (3, 3), padding="same", activation="relu")(x)
    return x


def up(x, skip, filters):
    x = Conv2DTranspose(filters, (2, 2), strides=(2, 2))(x)
    return double(Concatenate(axis=-1)([skip, x]), filters)


def build_model(size=64, filters=16):
    inputs = {"image": keras.Input((size, size, 1), name="image")}
    one = double(inputs["image"], filters)
    two = double(MaxPooling2D((2, 2))(one), filters * 2)
    three = double(MaxPooling2D((2, 2))(two), filters * 4)
    x = up(up(three, two, filters * 2), one, filters)
    return keras.Model(inputs, {"mask": Conv2D(1, (1, 1), activation="sigmoid")(x)})
