"""The layers are called once, two models are made over their tensors, and the whole calls these."""

import keras
from keras import layers


def build_model(channels=1):
    photo = keras.Input((28, 28, channels))
    code_in = keras.Input((16,))
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(3)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    code_out = layers.GlobalMaxPooling2D()(layers.Conv2D(16, 3, activation="relu")(x))
    y = layers.Conv2DTranspose(16, 3)(layers.Reshape((4, 4, 1))(code_in))
    y = layers.Conv2DTranspose(32, 3)(layers.ReLU()(y))
    y = layers.UpSampling2D(3)(layers.ReLU()(y))
    y = layers.Conv2DTranspose(16, 3)(y)
    y = layers.Conv2DTranspose(channels, 3)(layers.ReLU()(y))
    encoder = keras.Model(photo, code_out, name="encoder")
    decoder = keras.Model(code_in, layers.ReLU()(y), name="decoder")

    image = keras.Input((28, 28, channels), name="image")
    return keras.Model(inputs=image, outputs={"reconstruction": decoder(encoder(image))})
