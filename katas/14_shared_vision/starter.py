"""Tells how far away something is from two photos, taken side by side.

A Sequential has one way in and runs straight on, so this try closes the right eye.
"""

import keras
from keras import layers


def build_model(size=64, channels=3):
    # TODO: let one eye look at both photos, and tell the depth by how far apart the two views are.
    return keras.Sequential(
        [
            keras.Input((size, size, channels), name="left"),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(1, name="depth"),
        ]
    )
