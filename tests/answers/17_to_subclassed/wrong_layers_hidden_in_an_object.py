# A branch is an object of a plain Python class, where Keras doesn't look for layers.
# test_it_tracks_the_weights_of_all_its_layers
# parameters; the target has 1,000,052
import keras
from keras import layers


class Branch:
    def __init__(self, vocabulary, width, units):
        self.embed = layers.Embedding(vocabulary, width)
        self.read = layers.LSTM(units)

    def __call__(self, words):
        return self.read(self.embed(words))


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        self.text = Branch(vocabulary, 64, 32)
        self.question = Branch(vocabulary, 32, 16)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        codes = [self.text(inputs["text"]), self.question(inputs["question"])]
        return {"answer": self.answer(self.join(codes))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
