# No block adds anything, for the Sequential is as it was.
# test_each_block_adds_what_came_into_it
# `Add`
"""Tells in which of 10 classes an image of 32 by 32 pixels belongs.

In a Sequential each layer sees only what the one before it gave, so here a block changes the image and can't keep it.
"""

import keras
from keras import layers


def convolution(filters, strides=1):
    return layers.Conv2D(filters, 3, strides=strides, padding="same", activation="relu")


def build_model(size=32, classes=10):
    # TODO: let each block add what came into it to what its two convolutions give, and only then take the relu.
    block_1 = [convolution(32), convolution(32)]
    block_2 = [convolution(64, strides=2), convolution(64)]
    ending = [layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax", name="label")]
    return keras.Sequential([keras.Input((size, size, 3), name="image"), convolution(32), *block_1, *block_2, *ending])
