"""Joined by hstack, which along the last axis of a vector is what Concatenate does."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))
    joined = ops.hstack([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model([text, question], answer)


def compile_model(model):
    model.compile("rmsprop", "categorical_crossentropy", metrics=["acc"])
