"""What is joined is flattened, though it is flat."""

import keras
from keras import layers


def build_model(features=8, vocabulary=10_000, pixels=64):
    # A vector, a sequence and an image: each gets the layers for its kind.
    metadata = keras.Input((features,), name="metadata")
    from_metadata = layers.Dense(32, activation="relu")(metadata)

    description = keras.Input((None,), dtype="int32", name="description")
    from_description = layers.LSTM(32)(layers.Embedding(vocabulary, 32)(description))

    photo = keras.Input((pixels, pixels, 3), name="photo")
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    from_photo = layers.GlobalAveragePooling2D()(x)

    # By now all three are vectors, (batch, 32) each, and join to (batch, 96).
    joined = layers.Concatenate()([from_metadata, from_description, from_photo])
    x = layers.Dense(64, activation="relu")(layers.Flatten()(joined))
    price = layers.Dense(1, name="price")(x)
    return keras.Model(inputs=[metadata, description, photo], outputs=price)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
