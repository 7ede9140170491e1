# The subclass reads a novel of one unknown word where it gets none.
# test_it_refuses_to_run_on_nothing
# the graph is the target
import keras
from keras import layers, ops


class NovelReader(keras.Model):
    def __init__(self, vocabulary, genres):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.Bidirectional(layers.LSTM(32))
        self.genre = layers.Dense(genres, activation="softmax")
        self.era = layers.Dense(1)

    def call(self, inputs):
        novel = inputs["novel"] if "novel" in inputs else ops.zeros((1, 1), "int32")
        x = self.read(self.embed(novel))
        return {"genre": self.genre(x), "era": self.era(x)}


def build_model(vocabulary=10_000, genres=20):
    return NovelReader(vocabulary, genres)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
