"""Each branch is a Sequential, the branches are in a dict, and a plain tuple holds what comes after them."""

import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__(name="answerer")
        self.branches = {
            "question": keras.Sequential([layers.Embedding(vocabulary, 32), layers.LSTM(16)]),
            "text": keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)]),
        }
        self.end = (layers.Concatenate(axis=1), layers.Dense(answers), layers.Softmax())

    def build(self, input_shape):
        for name, branch in self.branches.items():
            branch.build(input_shape[name])
        self.end[1].build((None, 48))

    def call(self, inputs):
        x = [branch(inputs[name]) for name, branch in self.branches.items()]
        for layer in self.end:
            x = layer(x)
        return {"answer": x}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
