# The views are concatenated, where the kata asks for their difference.
# test_it_has_the_parameters_of_one_eye_and_the_head
# your model has `Concatenate`
import keras
from keras import layers


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
    apart = layers.Concatenate()([eye(left), eye(right)])
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
