# The functional model shares one reader, and the subclass has two.
# test_built_again_with_the_same_weights_it_computes_the_same
# calls one Embedding on
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
    joined = layers.Concatenate()([reader(left), reader(right)])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.read_left = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.read_right = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.same = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        codes = [self.read_left(inputs["left"]), self.read_right(inputs["right"])]
        return {"same": self.same(layers.concatenate(codes))}


def build_subclassed(vocabulary=10_000):
    return Matcher(vocabulary)
