# The head's layer is made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# parameters; the target has 5,121
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

    def call(self, inputs):
        apart = ops.abs(self.eye(inputs["left"]) - self.eye(inputs["right"]))
        return {"depth": layers.Dense(1)(apart)}


def build_model(size=64, channels=3):
    return DepthReader()
