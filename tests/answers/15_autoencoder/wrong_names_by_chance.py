# The names come from the classes, and only the first Encoder and Decoder of a program get them bare.
# test_it_is_made_of_two_models_called_encoder_and_decoder
# the graph is the target
import keras
from keras import layers


class Encoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.wide = layers.Conv2D(16, 3, activation="relu")
        self.wider = layers.Conv2D(32, 3, activation="relu")
        self.shrink = layers.MaxPooling2D(3)
        self.deep = layers.Conv2D(32, 3, activation="relu")
        self.deeper = layers.Conv2D(16, 3, activation="relu")
        self.pool = layers.GlobalMaxPooling2D()

    def call(self, image):
        return self.pool(self.deeper(self.deep(self.shrink(self.wider(self.wide(image))))))


class Decoder(keras.Model):
    def __init__(self, channels):
        super().__init__()
        self.unfold = layers.Reshape((4, 4, 1))
        self.wide = layers.Conv2DTranspose(16, 3, activation="relu")
        self.wider = layers.Conv2DTranspose(32, 3, activation="relu")
        self.grow = layers.UpSampling2D(3)
        self.narrow = layers.Conv2DTranspose(16, 3, activation="relu")
        self.draw = layers.Conv2DTranspose(channels, 3, activation="relu")

    def call(self, code):
        return self.draw(self.narrow(self.grow(self.wider(self.wide(self.unfold(code))))))


class Autoencoder(keras.Model):
    def __init__(self, channels):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder(channels)

    def call(self, inputs):
        return {"reconstruction": self.decoder(self.encoder(inputs["image"]))}


def build_model(channels=1):
    return Autoencoder(channels)
