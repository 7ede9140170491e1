# The right eye is a clone of the left one, and clone_model copies settings, not weights.
# test_it_has_the_parameters_of_one_eye_and_the_head
# calls one Conv2D on `left` and `right`
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
        self.right_eye = keras.models.clone_model(self.eye)
        self.depth = layers.Dense(1)

    def call(self, inputs):
        return {"depth": self.depth(ops.abs(self.eye(inputs["left"]) - self.right_eye(inputs["right"])))}


def build_model(size=64, channels=3):
    return DepthReader()
