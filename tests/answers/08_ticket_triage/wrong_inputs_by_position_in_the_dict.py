# The subclass takes the dict's values in the order in which they come, whatever their names.
# test_names_may_come_in_any_order
# the graph is the target
import keras
from keras import layers


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        self.read_title = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(128)])
        self.read_body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.priority = layers.Dense(1, activation="sigmoid")
        self.department = layers.Dense(departments, activation="softmax")

    def call(self, inputs):
        title, body, tagged = inputs.values()
        title = self.read_title(title)
        body = self.read_body(body)
        joined = layers.concatenate([title, body, tagged])
        return {"priority": self.priority(joined), "department": self.department(joined)}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
