"""The class keeps the functional form as its only layer, and calls it."""

import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        text = keras.Input((None,), dtype="int32", name="text")
        question = keras.Input((None,), dtype="int32", name="question")
        codes = [
            layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text)),
            layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question)),
        ]
        answer = layers.Dense(answers, activation=keras.activations.softmax)(layers.concatenate(codes))
        self.body = keras.Model([text, question], answer)

    def build(self, input_shape):
        pass  # the body was built from its inputs

    def call(self, inputs):
        return {"answer": self.body([inputs["text"], inputs["question"]])}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
