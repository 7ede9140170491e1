import keras
from keras import layers


def build_encoder():
    wide = [layers.Conv2D(16, 3, activation="relu"), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(3)]
    narrow = [layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(16, 3, activation="relu")]
    return keras.Sequential([*wide, *narrow, layers.GlobalMaxPooling2D()], name="encoder")


def build_decoder(channels):
    def transposed(filters):
        return layers.Conv2DTranspose(filters, 3, activation="relu")

    narrow = [layers.Reshape((4, 4, 1)), transposed(16), transposed(32), layers.UpSampling2D(3)]
    return keras.Sequential([*narrow, transposed(16), transposed(channels)], name="decoder")


class Autoencoder(keras.Model):
    def __init__(self, channels):
        super().__init__()
        # Each half is a plain chain, so each may stay a Sequential: a part with a name of its own.
        self.encoder = build_encoder()
        self.decoder = build_decoder(channels)

    def call(self, inputs):
        return {"reconstruction": self.decoder(self.encoder(inputs["image"]))}


def build_model(channels=1):
    return Autoencoder(channels)
