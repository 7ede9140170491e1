# The text's Embedding gets its width first and its vocabulary second.
# test_each_input_has_its_own_branch_and_the_branches_join
# Look at its input_dim and output_dim
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    text_words = layers.Embedding(64, vocabulary)(text)
    text_code = layers.LSTM(32)(text_words)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = layers.Embedding(vocabulary, 32)(question)
    question_code = layers.LSTM(16)(question_words)

    joined = layers.Concatenate()([text_code, question_code])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
