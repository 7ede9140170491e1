# The subclass adds a penalty for large weights of the priority to the loss.
# test_the_total_loss_is_the_weighted_sum_and_nothing_else
# the graph is the target
import keras
from keras import layers, ops


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        self.read_title = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(128)])
        self.read_body = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
        self.priority = layers.Dense(1, activation="sigmoid")
        self.department = layers.Dense(departments, activation="softmax")

    def call(self, inputs):
        title = self.read_title(inputs["title"])
        body = self.read_body(inputs["body"])
        joined = layers.concatenate([title, body, inputs["tags"]])
        return {"priority": self.priority(joined), "department": self.department(joined)}

    def compute_loss(self, *args, **kwargs):
        return super().compute_loss(*args, **kwargs) + 0.01 * ops.sum(ops.square(self.priority.kernel))


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
