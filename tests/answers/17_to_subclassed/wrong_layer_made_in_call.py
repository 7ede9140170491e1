# The answer's layer is made anew, with new random weights, each time that the model is called.
# test_it_tracks_the_weights_of_all_its_layers
# not those made inside `call`
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
        self.answers = answers

    def build(self, input_shape):
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        text = self.read_text(self.embed_text(inputs["text"]))
        question = self.read_question(self.embed_question(inputs["question"]))
        answer = layers.Dense(self.answers, activation="softmax")
        return {"answer": answer(self.join([text, question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
