import keras
from keras import layers


class NovelReader(keras.Model):
    def __init__(self, vocabulary, genres):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.Bidirectional(layers.LSTM(32))
        self.genre = layers.Dense(genres, activation="softmax")
        self.era = layers.Dense(1)

    def call(self, inputs):
        x = self.read(self.embed(inputs["novel"]))
        # The losses go by the keys of this dict.
        return {"genre": self.genre(x), "era": self.era(x)}


def build_model(vocabulary=10_000, genres=20):
    return NovelReader(vocabulary, genres)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
