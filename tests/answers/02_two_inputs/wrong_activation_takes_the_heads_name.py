# The softmax follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_its_head_gives_each_of_500_answers_a_share
# is called `activation`
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    text_words = layers.Embedding(vocabulary, 64)(text)
    text_code = layers.LSTM(32)(text_words)

    question = keras.Input((None,), dtype="int32", name="question")
    question_words = layers.Embedding(vocabulary, 32)(question)
    question_code = layers.LSTM(16)(question_words)

    joined = layers.Concatenate()([text_code, question_code])
    scores = layers.Dense(answers, name="answer")(joined)
    answer = layers.Activation("softmax")(scores)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
