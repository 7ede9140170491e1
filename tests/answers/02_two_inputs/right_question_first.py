"""The question is made, fed and joined before the text, and the output is a list of one."""

import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    question = keras.Input(shape=(None,), dtype="int32", name="question")
    heard = layers.Embedding(vocabulary, 32)(question)
    heard = layers.LSTM(16)(heard)

    text = keras.Input(shape=(None,), dtype="int32", name="text")
    read = layers.Embedding(vocabulary, 64)(text)
    read = layers.LSTM(32)(read)

    joined = layers.Concatenate(axis=1)([heard, read])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[question, text], outputs=[answer])


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=[keras.losses.CategoricalCrossentropy()],
        metrics=[keras.metrics.CategoricalAccuracy(name="acc")],
    )
