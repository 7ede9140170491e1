"""A subclass builds its own layers in build, from the shapes of the dict that it gets."""

import keras
from keras import layers


class Answerer(keras.Model):
    def __init__(self, vocabulary, answers, **kwargs):
        super().__init__(**kwargs)
        self.embeddings = {"text": layers.Embedding(vocabulary, 64), "question": layers.Embedding(vocabulary, 32)}
        self.readers = {"text": layers.LSTM(32), "question": layers.LSTM(16)}
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, shapes):
        for name, embedding in self.embeddings.items():
            embedding.build(shapes[name])
            self.readers[name].build((*shapes[name], embedding.output_dim))
        self.answer.build((None, sum(reader.units for reader in self.readers.values())))

    def call(self, inputs):
        codes = [self.readers[name](self.embeddings[name](inputs[name])) for name in ("text", "question")]
        return {"answer": self.answer(layers.concatenate(codes))}


def build_model(vocabulary=10_000, answers=500):
    return Answerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
