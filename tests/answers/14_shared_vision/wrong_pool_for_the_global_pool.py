# A pool over 2 by 2 pixels stands where the global pool belongs, so the depth is a map.
# test_its_head_is_the_depth
# GlobalAveragePooling2D
import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    eye = keras.Sequential(
        [
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
        ],
        name="eye",
    )
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = ops.abs(eye(left) - eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
