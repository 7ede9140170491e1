# The codes are added, with a question's LSTM of 32 so that it builds, where they should be concatenated.
# test_each_input_has_its_own_branch_and_the_branches_join
# your model has `Add` there
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    text_words = layers.Embedding(vocabulary, 64)(text)
    text_code = layers.LSTM(32)(text_words)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = layers.Embedding(vocabulary, 32)(question)
    question_code = layers.LSTM(32)(question_words)

    joined = layers.Add()([text_code, question_code])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
