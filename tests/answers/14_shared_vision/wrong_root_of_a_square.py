# Where two views are equal, the root of their difference's square has no gradient, and training ends in NaN.
# test_one_eye_looks_at_both_photos
# `square`, `sqrt`
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

    apart = ops.sqrt(ops.square(eye(left) - eye(right)))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
