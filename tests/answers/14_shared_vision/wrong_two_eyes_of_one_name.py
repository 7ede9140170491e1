# Two eyes are made, and both are called eye, which Keras refuses.
# test_it_builds_a_keras_model
# no graph
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
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = ops.abs(build_eye("eye")(left) - build_eye("eye")(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
