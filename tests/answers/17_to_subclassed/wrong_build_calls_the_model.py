# build calls the model, and a call builds the model first, so that neither ever ends.
# test_it_has_all_its_layers_before_it_is_called
# no graph
import keras
from keras import layers, ops


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        self({name: ops.zeros((1, 1), dtype="int32") for name in input_shape})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.answer(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
