"""A custom layer, made once for each branch, owns the embedding and the LSTM, and builds them itself."""

import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, width, units):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, width)
        self.read = layers.LSTM(units)

    def build(self, shape):
        self.embed.build(shape)
        self.read.build((*shape, self.embed.output_dim))

    def call(self, words):
        return self.read(self.embed(words))


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.text_reader = Reader(vocabulary, 64, 32)
        self.question_reader = Reader(vocabulary, 32, 16)
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, shapes):
        self.text_reader.build(shapes["text"])
        self.question_reader.build(shapes["question"])
        self.answer.build((None, 48))

    def call(self, inputs):
        codes = self.text_reader(inputs["text"]), self.question_reader(inputs["question"])
        return {"answer": self.answer(layers.concatenate(codes))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary=vocabulary, answers=answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
