"""The halves are Sequentials, joined in a Model whose head gets its name from an Identity."""

import keras
from keras import layers


def build_model(channels=1):
    encoder = keras.Sequential(name="encoder")
    for filters in (16, 32):
        encoder.add(layers.Conv2D(filters, (3, 3), activation="relu"))
    encoder.add(layers.MaxPool2D((3, 3)))
    for filters in (32, 16):
        encoder.add(layers.Conv2D(filters, (3, 3), activation="relu"))
    encoder.add(layers.GlobalMaxPool2D())

    decoder = keras.Sequential([keras.Input((16,)), layers.Reshape([4, 4, 1])], name="decoder")
    decoder.add(layers.Convolution2DTranspose(16, 3, activation=keras.activations.relu))
    decoder.add(layers.Convolution2DTranspose(32, 3, activation=keras.activations.relu))
    decoder.add(layers.UpSampling2D((3, 3)))
    decoder.add(layers.Convolution2DTranspose(16, 3, activation=keras.activations.relu))
    decoder.add(layers.Convolution2DTranspose(channels, 3, activation=keras.activations.relu))

    image = keras.Input(shape=(28, 28, channels), name="image")
    drawn = layers.Identity(name="reconstruction")(decoder(encoder(image)))
    return keras.Model(inputs=[image], outputs=[drawn])
