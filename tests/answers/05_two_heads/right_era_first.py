"""The outputs are a list with the era first, and the losses a list in that order."""

from keras import Input, Model
from keras.layers import LSTM, Bidirectional, Dense, Embedding


def build_model(vocabulary=10_000, genres=20):
    novel = Input(shape=(None,), dtype="int32", name="novel")
    embedded = Embedding(input_dim=vocabulary, output_dim=64)(novel)
    read = Bidirectional(layer=LSTM(units=32))(embedded)
    era = Dense(units=1, activation="linear", name="era")(read)
    genre = Dense(units=genres, activation="softmax", name="genre")(read)
    return Model(inputs=novel, outputs=[era, genre])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss=["mse", "categorical_crossentropy"], loss_weights=[1.0, 1.0])
