# Without a right photo the left one is compared with itself, and nobody hears that one was missing.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class DepthReader(keras.Model):
    def __init__(self):
        super().__init__()
        self.eye = keras.Sequential(
            [
                layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
                layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
                layers.GlobalAveragePooling2D(),
            ],
            name="eye",
        )
        self.depth = layers.Dense(1)

    def call(self, inputs):
        left = inputs["left"]
        right = inputs.get("right", left)
        return {"depth": self.depth(ops.abs(self.eye(left) - self.eye(right)))}


def build_model(size=64, channels=3):
    return DepthReader()
