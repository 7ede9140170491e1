# The subclass takes the dict's values in the order in which they come, and not by name.
# test_names_may_come_in_any_order
# the graph is the target
import keras
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        codes = [self.reader(words) for words in inputs.values()]
        return {"same": self.same(layers.concatenate(codes))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
