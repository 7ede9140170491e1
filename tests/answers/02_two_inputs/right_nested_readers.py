"""Each branch is a small model of its own: the text's a Sequential, the question's a Model."""

import keras
from keras import layers


def text_reader(vocabulary):
    return keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)], name="text_reader")


def question_reader(vocabulary):
    words = keras.Input((None,), dtype="int32")
    code = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(words))
    return keras.Model(words, code, name="question_reader")


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    codes = [text_reader(vocabulary)(text), question_reader(vocabulary)(question)]
    answer = layers.Dense(answers, activation="softmax", name="answer")(layers.Concatenate()(codes))
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="RMSprop", loss="categorical_crossentropy", metrics=["acc"])
