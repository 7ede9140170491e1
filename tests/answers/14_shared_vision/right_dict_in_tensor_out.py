"""The inputs are a dict, the output is the one tensor, and the eye is built up layer by layer."""

import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    eye = keras.Sequential(name="eye")
    for filters in (16, 32):
        eye.add(layers.Conv2D(filters, 3, strides=2, padding="same", activation=keras.activations.relu))
    eye.add(layers.GlobalAveragePooling2D(data_format="channels_last"))
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    depth = layers.Dense(1, name="depth")(ops.absolute(eye(left) - eye(right)))
    return keras.Model(inputs={"left": left, "right": right}, outputs=depth)
