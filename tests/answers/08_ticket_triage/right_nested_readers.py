"""Each text is read by a small model of its own, and a Sequential makes each head, whose name is the head's."""

import keras
from keras import layers


def reader(vocabulary, units, name):
    words = keras.Input((None,), dtype="int32")
    return keras.Model(words, layers.LSTM(units)(layers.Embedding(vocabulary, 64)(words)), name=name)


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input((None,), dtype="int32", name="title")
    body = keras.Input((None,), dtype="int32", name="body")
    tagged = keras.Input((tags,), name="tags")
    codes = [reader(vocabulary, 128, "title_reader")(title), reader(vocabulary, 32, "body_reader")(body), tagged]
    joined = layers.concatenate(codes, axis=1)
    urgency = keras.Sequential([layers.Dense(1), layers.Activation("sigmoid")], name="priority")
    route = keras.Sequential([layers.Dense(departments), layers.Softmax()], name="department")
    return keras.Model(inputs=(title, body, tagged), outputs=(urgency(joined), route(joined)))


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
