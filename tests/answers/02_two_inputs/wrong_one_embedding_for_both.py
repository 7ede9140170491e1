# Text and question share one Embedding.
# test_it_has_this_many_parameters
# calls one Embedding on `question` and `text`
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    embedding = layers.Embedding(vocabulary, 64)
    text_words = embedding(text)
    text_code = layers.LSTM(32)(text_words)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = embedding(question)
    question_code = layers.LSTM(16)(question_words)

    joined = layers.Concatenate()([text_code, question_code])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
