"""The answer in both styles: the functional one joins text and question, the subclass question and text."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model([text, question], answer)


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.read_question = keras.Sequential([layers.Embedding(vocabulary, 32), layers.LSTM(16)])
        self.read_text = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.choose = layers.Dense(answers)

    def call(self, inputs, training=False):
        question = self.read_question(inputs["question"], training=training)
        text = self.read_text(inputs["text"], training=training)
        return {"answer": ops.softmax(self.choose(ops.concatenate([question, text], axis=1)))}


def build_subclassed(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
