"""Activations and joins are operations, and the head is named by the key that it gets."""

import keras
from keras import layers, ops


def double(x, filters):
    x = ops.relu(layers.Conv2D(filters, 3, padding="same")(x))
    return ops.relu(layers.Conv2D(filters, 3, padding="same")(x))


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    one = double(image, filters)
    two = double(ops.max_pool(one, 2, strides=2), 2 * filters)
    bottom = double(ops.max_pool(two, 2, strides=2), 4 * filters)
    up = layers.Conv2DTranspose(2 * filters, 2, 2)(bottom)
    up = double(ops.concatenate([up, two], axis=-1), 2 * filters)
    up = layers.Conv2DTranspose(filters, 2, 2)(up)
    up = double(ops.concatenate([up, one], axis=-1), filters)
    return keras.Model(image, {"mask": ops.sigmoid(layers.Conv2D(1, 1)(up))})
