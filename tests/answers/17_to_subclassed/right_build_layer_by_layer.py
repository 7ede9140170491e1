"""build hands each layer the shape that it will see, and the join is an operation."""

import keras
from keras import layers, ops


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers, **kwargs):
        super().__init__(**kwargs)
        self.question_words = layers.Embedding(vocabulary, 32)
        self.question_code = layers.LSTM(16)
        self.text_words = layers.Embedding(vocabulary, 64)
        self.text_code = layers.LSTM(32)
        self.choose = layers.Dense(answers)

    def build(self, shapes):
        self.question_words.build(shapes["question"])
        self.question_code.build((None, None, 32))
        self.text_words.build(shapes["text"])
        self.text_code.build((None, None, 64))
        self.choose.build((None, 16 + 32))

    def call(self, inputs, training=None):
        question = self.question_code(self.question_words(inputs["question"]), training=training)
        text = self.text_code(self.text_words(inputs["text"]), training=training)
        return {"answer": ops.softmax(self.choose(ops.concatenate([question, text], axis=-1)))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile("rmsprop", {"answer": "categorical_crossentropy"}, metrics={"answer": ["acc"]})
