# The encoder gives its numbers in a dict, which the decoder takes apart.
# test_the_encoder_alone_makes_16_numbers_of_an_image
# the graph is the target
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
    return keras.Model(image, {"code": code}, name="encoder")


def build_decoder(channels):
    inputs = {"code": keras.Input((16,), name="code")}
    x = layers.Reshape((4, 4, 1))(inputs["code"])
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, activation="relu")(x)
    return keras.Model(inputs, drawn, name="decoder")


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="image")
    code = build_encoder(channels)(image)
    drawn = build_decoder(channels)(code)
    return keras.Model(image, {"reconstruction": drawn})
