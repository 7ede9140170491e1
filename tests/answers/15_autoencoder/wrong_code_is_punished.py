# The encoder, a subclass of Model, adds a penalty on its code to the loss.
# test_the_image_becomes_a_code_and_the_code_an_image
# activity_regularizer
import keras
from keras import layers
from keras.regularizers import L1


class Encoder(keras.Model):
    def __init__(self):
        super().__init__(name="encoder", activity_regularizer=L1(1e-3))
        self.steps = [
            layers.Conv2D(16, 3, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(3),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.GlobalMaxPooling2D(),
        ]

    def call(self, x):
        for step in self.steps:
            x = step(x)
        return x


def build_model(channels=1):
    t = layers.Conv2DTranspose
    decoder = keras.Sequential(
        [
            layers.Reshape((4, 4, 1)),
            t(16, 3, activation="relu"),
            t(32, 3, activation="relu"),
            layers.UpSampling2D(3),
            t(16, 3, activation="relu"),
            t(channels, 3, activation="relu"),
        ],
        name="decoder",
    )
    image = keras.Input((28, 28, channels), name="image")
    return keras.Model(image, {"reconstruction": decoder(Encoder()(image))})
