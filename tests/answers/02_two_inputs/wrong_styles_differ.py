# The subclass feeds its text branch with the question and its question branch with the text.
# test_built_again_with_the_same_weights_it_computes_the_same
# are crossed
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
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.answer = layers.Dense(answers, activation="softmax")

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["question"]))
        question = self.read_question(self.embed_question(inputs["text"]))
        return {"answer": self.answer(layers.concatenate([text, question]))}


def build_subclassed(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
