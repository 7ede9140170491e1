"""The inputs are a dict, the outputs are a dict, and no layer has a name."""

import keras
from keras import layers


def build_model(vocabulary=10_000, tags=12, departments=4):
    units = {"title": 128, "body": 32}
    inputs = {name: keras.Input((None,), dtype="int32", name=name) for name in units}
    codes = [layers.LSTM(units[name])(layers.Embedding(vocabulary, 64)(inputs[name])) for name in units]
    inputs["tags"] = keras.Input((tags,), dtype="float32", name="tags")
    joined = layers.Concatenate()([*codes, inputs["tags"]])
    outputs = {
        "priority": layers.Dense(1, activation="sigmoid")(joined),
        "department": layers.Dense(departments, activation="softmax")(joined),
    }
    return keras.Model(inputs, outputs)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
