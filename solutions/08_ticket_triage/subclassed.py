import keras
from keras import layers


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        # Each text has a reader of its own, with an embedding of its own.
        self.read_title = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(128)])
        self.read_body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.join = layers.Concatenate()
        self.priority = layers.Dense(1, activation="sigmoid")
        self.department = layers.Dense(departments, activation="softmax")

    def call(self, inputs):
        # A dict comes in and a dict goes out, as a Dataset gives and wants them.
        joined = self.join([self.read_title(inputs["title"]), self.read_body(inputs["body"]), inputs["tags"]])
        return {"priority": self.priority(joined), "department": self.department(joined)}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)  # which takes as many tags as come


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
