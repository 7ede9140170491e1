# The decoder makes its last layer anew, with new random weights, each time that it is called.
# test_each_of_the_two_has_this_many_parameters
# those made inside `call`
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


class Decoder(keras.Model):
    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        self.channels = channels
        self.unfold = layers.Reshape((4, 4, 1))
        self.wide = layers.Conv2DTranspose(16, 3, activation="relu")
        self.wider = layers.Conv2DTranspose(32, 3, activation="relu")
        self.grow = layers.UpSampling2D(3)
        self.narrow = layers.Conv2DTranspose(16, 3, activation="relu")

    def call(self, code):
        x = self.narrow(self.grow(self.wider(self.wide(self.unfold(code)))))
        return layers.Conv2DTranspose(self.channels, 3, activation="relu")(x)


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="image")
    code = build_encoder(channels)(image)
    drawn = Decoder(channels, name="decoder")(code)
    return keras.Model(image, {"reconstruction": drawn})
