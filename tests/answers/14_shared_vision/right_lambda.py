"""A Subtract layer and a Lambda make the distance, and inputs and outputs are dicts."""

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
    photos = {side: keras.Input((size, size, channels), name=side) for side in ("left", "right")}
    difference = layers.Subtract()([eye(photos["left"]), eye(photos["right"])])
    apart = layers.Lambda(lambda tensor: ops.abs(tensor))(difference)
    return keras.Model(photos, {"depth": layers.Dense(1)(apart)})
