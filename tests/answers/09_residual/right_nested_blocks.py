"""Each block is a Model of its own, and its two convolutions are a Sequential in it."""

import keras
from keras import layers


def chain(filters, strides):
    first = layers.Convolution2D(filters, (3, 3), strides=(strides, strides), padding="same", activation="relu")
    return keras.Sequential([first, layers.Convolution2D(filters, (3, 3), padding="same")])


def identity_block(shape):
    x = keras.Input(shape)
    return keras.Model(x, layers.ReLU()(layers.Add()([chain(32, 1)(x), x])), name="identity_block")


def projected_block(shape):
    x = keras.Input(shape)
    skip = layers.Convolution2D(64, (1, 1), strides=(2, 2))(x)
    return keras.Model(x, layers.ReLU()(layers.Add()([skip, chain(64, 2)(x)])), name="projected_block")


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Convolution2D(32, (3, 3), padding="same", activation="relu")(image)
    x = identity_block(x.shape[1:])(x)
    x = projected_block(x.shape[1:])(x)
    x = layers.GlobalAvgPool2D()(x)
    return keras.Model(image, layers.Dense(units=classes, activation="softmax", name="label")(x))
