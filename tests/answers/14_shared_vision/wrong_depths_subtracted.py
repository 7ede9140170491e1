# The eye tells a depth for each photo, and these are subtracted.
# test_the_eye_alone_turns_a_photo_into_32_numbers
# to `subtract` your model has `Dense 1`
import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    eye = keras.Sequential(
        [
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(1),
        ],
        name="eye",
    )
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    return keras.Model(inputs=[left, right], outputs={"depth": ops.abs(eye(left) - eye(right))})
