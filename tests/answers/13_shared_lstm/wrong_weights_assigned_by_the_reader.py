# The right reader assigns itself the left one's values when it is built, which makes them equal, not the same.
# test_a_step_of_training_leaves_both_sentences_read_alike
# calls one Embedding on
import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, like=None):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.LSTM(32)
        self.like = [] if like is None else like.weights

    def build(self, shape):
        self.embed.build(shape)
        self.read.build((*shape, 64))
        for own, other in zip(self.embed.weights + self.read.weights, self.like, strict=False):
            own.assign(other)

    def call(self, words):
        return self.read(self.embed(words))


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    read_left = Reader(vocabulary)
    left_code = read_left(left)
    right_code = Reader(vocabulary, like=read_left)(right)
    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
