"""The inputs are made, listed and joined in another order, and the output is a list of one."""

from keras import Input, Model
from keras.layers import LSTM, Concatenate, Conv2D, Dense, Embedding, GlobalAveragePooling2D, MaxPooling2D


def build_model(features=8, vocabulary=10_000, pixels=64):
    photo = Input(shape=(pixels, pixels, 3), name="photo")
    x = Conv2D(16, 3, activation="relu")(photo)
    x = MaxPooling2D()(x)
    x = Conv2D(32, 3, activation="relu")(x)
    seen = GlobalAveragePooling2D()(x)

    description = Input(shape=(None,), dtype="int32", name="description")
    read = LSTM(32)(Embedding(vocabulary, 32)(description))

    metadata = Input(shape=(features,), name="metadata")
    known = Dense(32, activation="relu")(metadata)

    x = Concatenate(axis=1)([seen, read, known])
    x = Dense(64, activation="relu")(x)
    price = Dense(1, activation="linear", name="price")(x)
    return Model(inputs=[photo, metadata, description], outputs=[price])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["mae"])
