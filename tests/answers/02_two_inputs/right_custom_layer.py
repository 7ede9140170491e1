"""One custom layer class, made once for each branch, owns the embedding and the LSTM."""

import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, width, units, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocabulary, width)
        self.read = layers.LSTM(units)

    def call(self, words):
        return self.read(self.embed(words))


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    joined = layers.concatenate([Reader(vocabulary, 64, 32)(text), Reader(vocabulary, 32, 16)(question)], axis=-1)
    answer = layers.Dense(answers, activation=keras.activations.softmax, name="answer")(joined)
    return keras.Model(inputs=(text, question), outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss=keras.losses.categorical_crossentropy, metrics=["acc"])
