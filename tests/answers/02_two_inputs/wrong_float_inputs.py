# The text's word numbers come as floats, which is what an Input takes if it isn't told.
# test_it_takes_a_text_and_a_question
# `text` is (None,) float32
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), name="text")
    text_words = layers.Embedding(vocabulary, 64)(text)
    text_code = layers.LSTM(32)(text_words)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = layers.Embedding(vocabulary, 32)(question)
    question_code = layers.LSTM(16)(question_words)

    joined = layers.Concatenate()([text_code, question_code])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
