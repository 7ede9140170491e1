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
        # keras.ops run on the numbers of a batch and on the symbols of a graph alike.
        apart = ops.abs(self.eye(inputs["left"]) - self.eye(inputs["right"]))
        return {"depth": self.depth(apart)}


def build_model(size=64, channels=3):
    return DepthReader()
