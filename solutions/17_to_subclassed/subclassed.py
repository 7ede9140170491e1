import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        super().__init__()
        # The layers are kept as attributes: there Keras finds them, and their weights.
        self.embed_text = layers.Embedding(vocabulary, 64)
        self.read_text = layers.LSTM(32)
        self.embed_question = layers.Embedding(vocabulary, 32)
        self.read_question = layers.LSTM(16)
        self.join = layers.Concatenate()
        self.answer = layers.Dense(answers, activation="softmax")

    def build(self, input_shape):
        # A layer makes its weights when it is called first, and a tensor without numbers is enough for that.
        self.call({name: keras.Input(shape[1:], dtype="int32") for name, shape in input_shape.items()})

    def call(self, inputs):
        # The wiring is as before, but it has no tensors of its own: it takes those that it is called with.
        from_text = self.read_text(self.embed_text(inputs["text"]))
        from_question = self.read_question(self.embed_question(inputs["question"]))
        return {"answer": self.answer(self.join([from_text, from_question]))}


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
