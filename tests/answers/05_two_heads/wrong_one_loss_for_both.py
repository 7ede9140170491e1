# One loss is given, and Keras trains both heads with it.
# test_each_head_has_the_loss_for_its_kind_of_guess
# The head `genre` is trained with mean_squared_error
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse")
