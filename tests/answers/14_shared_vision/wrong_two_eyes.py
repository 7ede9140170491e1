# Each photo has an eye of its own, of equal settings.
# test_it_has_the_parameters_of_one_eye_and_the_head
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
    eye = build_eye("eye")
    other_eye = build_eye("other_eye")
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = ops.abs(eye(left) - other_eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
