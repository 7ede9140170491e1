"""The answer in both styles: the functional one gives its heads as a list, the department first."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, tags=12, departments=4):
    tagged = keras.Input((tags,), name="tags")
    body = keras.Input((None,), dtype="int32", name="body")
    title = keras.Input((None,), dtype="int32", name="title")
    from_body = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(body))
    from_title = layers.LSTM(128)(layers.Embedding(vocabulary, 64)(title))
    joined = layers.Concatenate()([tagged, from_body, from_title])
    department = layers.Dense(departments, activation="softmax", name="department")(joined)
    priority = layers.Dense(1, activation="sigmoid", name="priority")(joined)
    return keras.Model([tagged, body, title], [department, priority])


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        self.embed_title = layers.Embedding(vocabulary, 64)
        self.embed_body = layers.Embedding(vocabulary, 64)
        self.read_title = layers.LSTM(128)
        self.read_body = layers.LSTM(32)
        self.priority = layers.Dense(1)
        self.department = layers.Dense(departments)

    def call(self, inputs, training=False):
        title = self.read_title(self.embed_title(inputs["title"]), training=training)
        body = self.read_body(self.embed_body(inputs["body"]), training=training)
        joined = ops.concatenate([title, body, inputs["tags"]], axis=1)
        return {"priority": ops.sigmoid(self.priority(joined)), "department": ops.softmax(self.department(joined))}


def build_subclassed(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
