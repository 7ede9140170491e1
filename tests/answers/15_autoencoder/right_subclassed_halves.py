"""The halves are subclasses with names of their own, used in a functional whole, the decoder made first."""

import keras
from keras import layers, ops


class Encoder(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.convolutions = [layers.Conv2D(filters, 3) for filters in (16, 32, 32, 16)]
        self.shrink = layers.MaxPooling2D(3)

    def call(self, images):
        first, second, third, fourth = self.convolutions
        x = ops.relu(second(ops.relu(first(images))))
        x = ops.relu(fourth(ops.relu(third(self.shrink(x)))))
        return ops.max(x, axis=(1, 2))


class Decoder(keras.Model):
    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        self.widen = [layers.Conv2DTranspose(filters, 3, activation="relu") for filters in (16, 32)]
        self.grow = layers.UpSampling2D(size=3)
        self.narrow = [layers.Conv2DTranspose(filters, 3, activation="relu") for filters in (16, channels)]

    def call(self, codes):
        x = ops.reshape(codes, (-1, 4, 4, 1))
        for layer in [*self.widen, self.grow, *self.narrow]:
            x = layer(x)
        return x


def build_model(channels=1):
    decoder = Decoder(channels, name="decoder")
    encoder = Encoder(name="encoder")
    image = keras.Input((28, 28, channels), name="image")
    return keras.Model({"image": image}, {"reconstruction": decoder(encoder(image))})
