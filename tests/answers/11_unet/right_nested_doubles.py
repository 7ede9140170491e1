"""Each double is a Sequential, and the way down is a model of three outputs that is called like a layer."""

import keras
from keras import layers


def double(filters):
    chain = keras.Sequential()
    chain.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    chain.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    return chain


def way_down(size, filters):
    pixels = keras.Input((size, size, 1))
    one = double(filters)(pixels)
    two = double(2 * filters)(layers.MaxPooling2D()(one))
    three = double(4 * filters)(layers.MaxPooling2D()(two))
    return keras.Model(pixels, [one, two, three], name="way_down")


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    one, two, x = way_down(size, filters)(image)
    x = layers.Conv2DTranspose(2 * filters, 2, strides=2)(x)
    x = double(2 * filters)(layers.Concatenate()([x, two]))
    x = layers.Conv2DTranspose(filters, 2, strides=2)(x)
    x = double(filters)(layers.Concatenate()([x, one]))
    return keras.Model(image, layers.Conv2D(1, 1, activation=keras.ops.sigmoid, name="mask")(x))
