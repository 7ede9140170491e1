# The head is made beside build_model, so that all models that it builds share its weights.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers, ops

DEPTH = layers.Dense(1, name="depth")


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
    return keras.Model(inputs=[left, right], outputs=DEPTH(ops.abs(eye(left) - eye(right))))
