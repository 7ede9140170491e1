"""The model calls itself on inputs when it is made; what build is asked to do later is done by then."""

import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary=10_000, answers=500):
        super().__init__()
        self.embeddings = [layers.Embedding(vocabulary, 64), layers.Embedding(vocabulary, 32)]
        self.readers = [layers.LSTM(32), layers.LSTM(16)]
        self.answer = layers.Dense(answers, "softmax")
        self({name: keras.Input((None,), dtype="int32") for name in ("text", "question")})

    def call(self, inputs):
        words = [embed(inputs[name]) for embed, name in zip(self.embeddings, ("text", "question"), strict=True)]
        codes = [read(sequence) for read, sequence in zip(self.readers, words, strict=True)]
        return {"answer": self.answer(layers.concatenate(codes))}


build_model = QuestionAnswerer


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="acc")],
    )
