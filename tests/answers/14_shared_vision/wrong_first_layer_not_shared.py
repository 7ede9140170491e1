# Each photo has a first convolution of its own, and the eye shares the second.
# test_the_eye_alone_turns_a_photo_into_32_numbers
# calls one Conv2D on `left` and `right`
import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    eye = keras.Sequential(
        [
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
        ],
        name="eye",
    )
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    near = [layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(photo) for photo in (left, right)]
    apart = ops.abs(eye(near[0]) - eye(near[1]))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
