"""Its Bidirectional leaves the two directions apart, and a Concatenate joins them."""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Concatenate()(layers.Bidirectional(layers.LSTM(32), merge_mode=None)(x))
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    # Each head has the loss for its kind of guess, by the head's name.
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
