# The loss is keyed by the name of the attribute, and not by the key of the dict that call returns.
# test_fit_trains_it_from_dicts_with_categorical_crossentropy
# Keras can't use the losses
import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.join = layers.Concatenate()
        self.choose = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.choose(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"choose": "categorical_crossentropy"}, metrics=["acc"])
