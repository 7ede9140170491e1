"""Every layer pads as `same` does, which is nothing where 2 divides the size, and each relu is a layer."""

import keras
from keras import layers


def double(x, filters):
    x = layers.ReLU()(layers.Conv2D(filters, 3, padding="same")(x))
    return layers.Activation("relu")(layers.Conv2D(filters, 3, padding="same")(x))


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    one = double(image, filters)
    two = double(layers.MaxPooling2D(2, strides=2, padding="same")(one), 2 * filters)
    bottom = double(layers.MaxPooling2D(2, strides=2, padding="same")(two), 4 * filters)
    up = layers.Conv2DTranspose(2 * filters, 2, strides=2, padding="same")(bottom)
    up = double(layers.Concatenate()([two, up]), 2 * filters)
    up = layers.Conv2DTranspose(filters, 2, strides=2, padding="same")(up)
    up = double(layers.Concatenate()([one, up]), filters)
    score = layers.Conv2D(1, 1, padding="same")(up)
    return keras.Model(image, layers.Activation("sigmoid", name="mask")(score))
