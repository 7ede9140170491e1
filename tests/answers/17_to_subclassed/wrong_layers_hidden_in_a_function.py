# The question's layers are kept inside a lambda, where Keras doesn't look for them.
# test_it_tracks_the_weights_of_all_its_layers
# parameters; the target has 1,000,052
import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        embed_question, read_question = layers.Embedding(vocabulary, 32), layers.LSTM(16)
        self.code_of = lambda question: read_question(embed_question(question))
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.code_of(inputs["question"])
        return {"answer": self.answer(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
