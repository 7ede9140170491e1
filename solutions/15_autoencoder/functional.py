import keras
from keras import layers


def build_encoder(channels):
    photo = keras.Input((28, 28, channels))
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(3)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.Conv2D(16, 3, activation="relu")(x)
    return keras.Model(photo, layers.GlobalMaxPooling2D()(x), name="encoder")


def build_decoder(channels):
    code = keras.Input((16,))
    x = layers.Reshape((4, 4, 1))(code)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    return keras.Model(code, layers.Conv2DTranspose(channels, 3, activation="relu")(x), name="decoder")


def build_model(channels=1):
    image = keras.Input((28, 28, channels), name="image")
    # A model is called like a layer, and its weights come along: the whole has none beside those of its parts.
    code = build_encoder(channels)(image)
    reconstruction = build_decoder(channels)(code)
    # What makes the output is called `decoder`, so the head gets its name as a key.
    return keras.Model(inputs=image, outputs={"reconstruction": reconstruction})
