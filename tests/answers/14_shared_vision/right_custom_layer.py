"""A custom layer without weights says how far apart two views are."""

import keras
from keras import layers, ops


class Apart(layers.Layer):
    def call(self, one, other):
        return ops.abs(ops.subtract(one, other))


def build_model(size=64, channels=3):
    eye = keras.Sequential(
        [
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
        ],
        name="eye",
    )
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = Apart()(eye(left), eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
