# The encoder that is handed out is another than the one that works, for clone_model makes new weights.
# test_the_whole_has_no_weights_beside_theirs
# Your model tracks 46,913 parameters
import keras
from keras import layers


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
        self.working_encoder = build_encoder(channels)
        self.encoder = keras.models.clone_model(self.working_encoder)
        self.decoder = build_decoder(channels)

    def call(self, inputs):
        return {"reconstruction": self.decoder(self.working_encoder(inputs["image"]))}


def build_model(channels=1):
    return Autoencoder(channels)
