"""A subclass makes its halves from one function and builds them in build."""

import keras
from keras import layers


def half(name, *of):
    return keras.Sequential(list(of), name=name)


class Autoencoder(keras.Model):
    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        convolutions = [layers.Conv2D(filters, 3, activation="relu") for filters in (16, 32, 32, 16)]
        transposed = [layers.Conv2DTranspose(filters, 3, activation="relu") for filters in (16, 32, 16, channels)]
        pools = [layers.MaxPooling2D(3), layers.GlobalMaxPooling2D()]
        self.squeeze = half("encoder", *convolutions[:2], pools[0], *convolutions[2:], pools[1])
        self.draw = half("decoder", layers.Reshape((4, 4, 1)), *transposed[:2], layers.UpSampling2D(3), *transposed[2:])

    def build(self, shapes):
        self.squeeze.build(shapes["image"])
        self.draw.build((None, 16))

    def call(self, inputs, training=False):
        code = self.squeeze(inputs["image"], training=training)
        return {"reconstruction": self.draw(code, training=training)}


def build_model(channels=1):
    return Autoencoder(channels)
