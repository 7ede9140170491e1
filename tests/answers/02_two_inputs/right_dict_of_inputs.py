"""The inputs are a dict, the output is a dict, and no layer has a name."""

import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    inputs = {name: keras.Input((None,), dtype="int32", name=name) for name in ("text", "question")}
    text = layers.Embedding(vocabulary, 64)(inputs["text"])
    text = layers.LSTM(32)(text)
    question = layers.Embedding(vocabulary, 32)(inputs["question"])
    question = layers.LSTM(16)(question)
    joined = layers.concatenate([text, question])
    return keras.Model(inputs, {"answer": layers.Dense(answers, activation="softmax")(joined)})


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"answer": "categorical_crossentropy"}, metrics={"answer": ["acc"]})
