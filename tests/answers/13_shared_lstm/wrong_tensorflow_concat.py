# The subclass joins by TensorFlow's own function, which can't take a graph's symbolic tensors.
# test_it_takes_two_sentences
# no graph
import keras
import tensorflow as tf
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.LSTM(32)
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        left_code = self.read(self.embed(inputs["left"]))
        right_code = self.read(self.embed(inputs["right"]))
        return {"same": self.same(tf.concat([left_code, right_code], axis=-1))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
