# The losses are keyed by the Python variables, not by the names of the heads.
# test_each_head_has_the_loss_for_its_kind_of_guess
# Keras can't use the losses
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre_guess = layers.Dense(genres, activation="softmax", name="genre")(x)
    era_guess = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre_guess, era_guess])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre_guess": "categorical_crossentropy", "era_guess": "mse"})
