# The heads are two layers of a Sequential, one after the other, so that the era is made from the genre.
# test_it_has_two_heads
# The target gives `genre`, which your model doesn't
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    model = keras.Sequential([keras.Input((None,), dtype="int32", name="novel"), layers.Embedding(vocabulary, 64)])
    model.add(layers.Bidirectional(layers.LSTM(32)))
    model.add(layers.Dense(genres, activation="softmax", name="genre"))
    model.add(layers.Dense(1, name="era"))
    return model


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"era": "mse"})
