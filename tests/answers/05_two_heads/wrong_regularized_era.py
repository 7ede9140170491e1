# The era's layer is regularized, which adds to the loss.
# test_in_all_it_is_the_target
# Look at its kernel_regularizer
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, kernel_regularizer="l2", name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
