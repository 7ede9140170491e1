# The subclass keeps the signs that the functional model drops.
# test_built_again_with_the_same_weights_it_computes_the_same
# the target has `absolute`
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
    def __init__(self):
        super().__init__()
        self.eye = keras.Sequential(
            [
                layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
                layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
                layers.GlobalAveragePooling2D(),
            ],
            name="eye",
        )
        self.depth = layers.Dense(1)

    def call(self, inputs):
        return {"depth": self.depth(self.eye(inputs["left"]) - self.eye(inputs["right"]))}


def build_subclassed(size=64, channels=3):
    return DepthReader()
