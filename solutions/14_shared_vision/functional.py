import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    # A whole model is called like a layer, and like a layer it has one set of weights.
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

    # An operation on tensors becomes a part of the graph, as if it were a layer without weights.
    apart = ops.abs(eye(left) - eye(right))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
