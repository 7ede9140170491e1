# Without a right sentence the left one is compared with itself, and nobody hears that one was missing.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        left = inputs["left"]
        right = inputs.get("right", left)
        return {"same": self.same(layers.concatenate([self.reader(left), self.reader(right)]))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
