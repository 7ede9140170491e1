"""A subclass wraps a functional model and gives names to what comes out of it."""

import keras
from keras import layers


def functional_core(vocabulary, tags, departments):
    title = keras.Input((None,), dtype="int32")
    body = keras.Input((None,), dtype="int32")
    tagged = keras.Input((tags,))
    title_code = layers.LSTM(128)(layers.Embedding(vocabulary, 64)(title))
    body_code = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(body))
    joined = layers.concatenate([title_code, body_code, tagged])
    heads = [layers.Dense(1, activation="sigmoid")(joined), layers.Dense(departments, activation="softmax")(joined)]
    return keras.Model([title, body, tagged], heads)


class TicketTriage(keras.Model):
    def __init__(self, core, **kwargs):
        super().__init__(**kwargs)
        self.core = core

    def call(self, ticket, training=None):
        priority, department = self.core([ticket["title"], ticket["body"], ticket["tags"]], training=training)
        return {"priority": priority, "department": department}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(functional_core(vocabulary, tags, departments))


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
