"""What a Bidirectional gives are the last states of its LSTMs, joined."""

import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    _, forward, _, backward, _ = layers.Bidirectional(layers.LSTM(32, return_state=True))(x)
    x = layers.Concatenate()([forward, backward])
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    # Each head has the loss for its kind of guess, by the head's name.
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
