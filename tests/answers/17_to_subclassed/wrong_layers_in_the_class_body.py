# Two layers stand in the class body, so all models share them and none tracks them.
# test_it_tracks_the_weights_of_all_its_layers
# parameters; the target has 1,000,052
import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    read_text = layers.LSTM(32)
    read_question = layers.LSTM(16)

    def __init__(self, vocabulary, answers):
        super().__init__()
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.answer(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
