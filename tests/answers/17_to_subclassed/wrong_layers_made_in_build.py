# The layers are made in build, so that a new model has none.
# test_it_has_all_its_layers_before_it_is_called
# the graph is the target
import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.vocabulary = vocabulary
        self.answers = answers

    def build(self, input_shape):
        self.embed_text = layers.Embedding(self.vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(self.vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(self.answers, activation="softmax")
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.answer(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
