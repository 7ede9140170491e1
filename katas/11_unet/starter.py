"""Marks the pixels of an image that belong to an object.

A Sequential passes one map on, so this try paints the mask from a map of 16 by 16 and has lost the outlines.
"""

import keras
from keras import layers


def double(filters):
    return [layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)]


def up(filters):
    return layers.Conv2DTranspose(filters, 2, strides=2)


def build_model(size=64, filters=16):
    # TODO: let each double on the way up see the one on the way down, too.
    down = [*double(filters), layers.MaxPooling2D(2), *double(2 * filters), layers.MaxPooling2D(2)]
    bottom = double(4 * filters)
    back = [up(2 * filters), *double(2 * filters), up(filters), *double(filters)]
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")
    return keras.Sequential([keras.Input((size, size, 1), name="image"), *down, *bottom, *back, mask])
