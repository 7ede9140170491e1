# The subclass makes up zeros for a ticket without tags.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, tags, departments):
        super().__init__()
        self.tags = tags
        self.read_title = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(128)])
        self.read_body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.priority = layers.Dense(1, activation="sigmoid")
        self.department = layers.Dense(departments, activation="softmax")

    def call(self, inputs):
        title = self.read_title(inputs["title"])
        body = self.read_body(inputs["body"])
        tagged = inputs.get("tags")
        if tagged is None:
            tagged = ops.zeros((len(title), self.tags))
        joined = layers.concatenate([title, body, tagged])
        return {"priority": self.priority(joined), "department": self.department(joined)}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, tags, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
