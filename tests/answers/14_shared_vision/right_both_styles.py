"""The answer in both styles: the functional one subtracts right from left, the subclass left from right."""

import keras
from keras import layers, ops


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
    apart = ops.abs(eye(left) - eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)


class DepthReader(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.eye = keras.Sequential(
            [
                layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
                layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
                layers.GlobalAveragePooling2D(),
            ],
            name="eye",
        )
        self.weigh = layers.Dense(1)

    def call(self, inputs, training=False):
        views = [self.eye(inputs[side], training=training) for side in ("left", "right")]
        return {"depth": self.weigh(ops.absolute(views[1] - views[0]))}


def build_subclassed(size=64, channels=3):
    return DepthReader()
