# The words are joined, and one LSTM reads them all, where each branch should be read to its end.
# test_each_input_has_its_own_branch_and_the_branches_join
# From `concatenate` to `answer` your model has `LSTM 48`
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    text_words = layers.Embedding(vocabulary, 64)(text)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = layers.Embedding(vocabulary, 32)(question)

    words = layers.Concatenate()([text_words, question_words])
    joined = layers.LSTM(32 + 16)(words)
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
