# The subclass guesses the era from the genre, the functional model from the reading.
# test_built_again_with_the_same_weights_it_computes_the_same
# `era` takes `genre`; in the target it takes `bidirectional`
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


class NovelReader(keras.Model):
    def __init__(self, vocabulary, genres):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.Bidirectional(layers.LSTM(32))
        self.genre = layers.Dense(genres, activation="softmax")
        self.era = layers.Dense(1)

    def call(self, inputs):
        x = self.read(self.embed(inputs["novel"]))
        genre = self.genre(x)
        return {"genre": genre, "era": self.era(genre)}


def build_subclassed(vocabulary=10_000, genres=20):
    return NovelReader(vocabulary, genres)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
