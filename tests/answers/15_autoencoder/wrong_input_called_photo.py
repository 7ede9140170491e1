# The input of the whole is called photo.
# test_it_takes_an_image
# your model has `photo` instead
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


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="photo")
    code = build_encoder(channels)(image)
    drawn = build_decoder(channels)(code)
    return keras.Model(image, {"reconstruction": drawn})
