# The encoder is a custom layer, which has no predict, no summary and no fit of its own.
# test_it_is_made_of_two_models_called_encoder_and_decoder
# the graph is the target
import keras
from keras import layers


class Encoder(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.wide = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.Conv2D(32, 3, activation="relu")])
        self.shrink = layers.MaxPooling2D(3)
        self.deep = keras.Sequential([layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(16, 3, activation="relu")])
        self.pool = layers.GlobalMaxPooling2D()

    def call(self, image):
        return self.pool(self.deep(self.shrink(self.wide(image))))


def build_decoder(channels):
    code = keras.Input((16,))
    x = layers.Reshape((4, 4, 1))(code)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, activation="relu")(x)
    return keras.Model(code, drawn, name="decoder")


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="image")
    code = Encoder(name="encoder")(image)
    drawn = build_decoder(channels)(code)
    return keras.Model(image, {"reconstruction": drawn})
