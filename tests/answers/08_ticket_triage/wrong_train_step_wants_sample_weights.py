# The subclass's own train_step wants a third part, weights of the samples, which the Dataset doesn't give.
# test_it_trains_from_a_dataset_of_dicts
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
        title = self.read_title(inputs["title"])
        body = self.read_body(inputs["body"])
        joined = layers.concatenate([title, body, inputs["tags"]])
        return {"priority": self.priority(joined), "department": self.department(joined)}

    def train_step(self, data):
        tickets, true, sample_weight = data
        return super().train_step((tickets, true, sample_weight))


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
