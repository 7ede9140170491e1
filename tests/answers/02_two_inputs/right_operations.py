"""The codes are joined by an operation, and the softmax is a layer of its own that has the head's name."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input([None], dtype="int32", name="text")
    question = keras.Input([None], dtype="int32", name="question")
    from_text = layers.LSTM(units=32)(layers.Embedding(input_dim=vocabulary, output_dim=64)(text))
    from_question = layers.LSTM(units=16)(layers.Embedding(input_dim=vocabulary, output_dim=32)(question))
    joined = ops.concatenate([from_text, from_question], axis=-1)
    scores = layers.Dense(answers)(joined)
    return keras.Model([text, question], layers.Softmax(name="answer")(scores))


def compile_model(model):
    model.compile("rmsprop", "categorical_crossentropy", metrics=["acc"])
