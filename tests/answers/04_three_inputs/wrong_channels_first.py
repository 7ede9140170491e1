# The photo's shape has the channels first, as other libraries have it.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    metadata_code = layers.Dense(32, activation="relu")(metadata)

    description = keras.Input((None,), dtype="int32", name="description")
    words = layers.Embedding(vocabulary, 32)(description)
    description_code = layers.LSTM(32)(words)

    photo = keras.Input((3, pixels, pixels), name="photo")
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    photo_code = layers.GlobalAveragePooling2D()(x)

    joined = layers.Concatenate()([metadata_code, description_code, photo_code])
    x = layers.Dense(64, activation="relu")(joined)
    price = layers.Dense(1, name="price")(x)
    return keras.Model(inputs=[metadata, description, photo], outputs=price)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
