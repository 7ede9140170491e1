import keras
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        # One attribute for each set of weights, however often `call` uses it.
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.LSTM(32)
        self.join = layers.Concatenate()
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        left_code = self.read(self.embed(inputs["left"]))
        right_code = self.read(self.embed(inputs["right"]))
        return {"same": self.same(self.join([left_code, right_code]))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
