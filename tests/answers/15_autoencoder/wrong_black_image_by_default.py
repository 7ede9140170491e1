# Where no image is given, the subclass takes a black one.
# test_it_refuses_to_run_on_nothing
# the graph is the target
import keras
from keras import layers, ops


def build_encoder(channels):
    image = keras.Input((28, 28, channels))
    x = layers.Conv2D(16, 3, activation="relu")(image)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(3)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.Conv2D(16, 3, activation="relu")(x)
    code = layers.GlobalMaxPooling2D()(x)
    return keras.Model(image, code, name="encoder")


def build_decoder(channels):
    code = keras.Input((16,))
    x = layers.Reshape((4, 4, 1))(code)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, activation="relu")(x)
    return keras.Model(code, drawn, name="decoder")


class Autoencoder(keras.Model):
    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.encoder = build_encoder(channels)
        self.decoder = build_decoder(channels)

    def call(self, inputs):
        image = inputs.get("image", ops.zeros((1, 28, 28, self.channels)))
        return {"reconstruction": self.decoder(self.encoder(image))}


def build_model(channels=1):
    return Autoencoder(channels)
