"""It says itself which inputs it wants."""

import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def call(self, inputs):
        assert inputs.keys() == {"text", "question"}, "a text and a question were wanted"
        # The inputs come as a dict: their names are its keys.
        from_text = self.read_text(self.embed_text(inputs["text"]))
        from_question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.answer(self.join([from_text, from_question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
