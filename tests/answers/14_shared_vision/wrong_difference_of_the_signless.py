# The signs of the views are dropped, where they have none, and those of the difference are kept.
# test_swapping_the_photos_changes_nothing_even_after_training
# absolute
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
    apart = ops.abs(eye(left)) - ops.abs(eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
