"""A custom layer, made once for each text, owns the embedding and the LSTM, and the heads are a dict."""

import keras
from keras import layers


class Reader(layers.Layer):
    def __init__(self, vocabulary, units, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.LSTM(units)

    def call(self, words):
        return self.read(self.embed(words))


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input((None,), dtype="int32", name="title")
    body = keras.Input((None,), dtype="int32", name="body")
    tagged = keras.Input((tags,), name="tags")
    joined = layers.concatenate([Reader(vocabulary, 128)(title), Reader(vocabulary, 32)(body), tagged])
    heads = {"priority": layers.Dense(1, "sigmoid"), "department": layers.Dense(departments, "softmax")}
    return keras.Model([title, body, tagged], {name: head(joined) for name, head in heads.items()})


def compile_model(model):
    model.compile(
        optimizer="adam",
        loss={"department": keras.losses.CategoricalCrossentropy(), "priority": keras.losses.BinaryCrossentropy()},
        loss_weights={"department": 0.2, "priority": 1},
        metrics={"priority": ["accuracy"], "department": ["accuracy"]},
    )
