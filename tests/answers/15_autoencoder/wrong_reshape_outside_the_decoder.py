# The decoder starts at the 4 by 4 map, and the whole reshapes the code for it.
# test_the_decoder_alone_makes_an_image_of_16_numbers
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
    return keras.Model(image, code, name="encoder")


def build_decoder(channels):
    folded = keras.Input((4, 4, 1))
    x = layers.Conv2DTranspose(16, 3, activation="relu")(folded)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, activation="relu")(x)
    return keras.Model(folded, drawn, name="decoder")


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="image")
    code = build_encoder(channels)(image)
    drawn = build_decoder(channels)(layers.Reshape((4, 4, 1))(code))
    return keras.Model(image, {"reconstruction": drawn})
