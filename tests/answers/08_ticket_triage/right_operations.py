"""Operations join, the activations are layers that have the heads' names, and the weights are a list in their order."""

import keras
from keras import layers, ops


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input([None], dtype="int32", name="title")
    body = keras.Input([None], dtype="int32", name="body")
    tagged = keras.Input([tags], name="tags")
    title_code = layers.LSTM(units=128)(layers.Embedding(input_dim=vocabulary, output_dim=64)(title))
    body_code = layers.LSTM(units=32)(layers.Embedding(input_dim=vocabulary, output_dim=64)(body))
    joined = ops.concatenate([ops.concatenate([title_code, body_code], axis=1), tagged], axis=1)
    department = layers.Softmax(name="department")(layers.Dense(departments)(joined))
    priority = layers.Activation("sigmoid", name="priority")(layers.Dense(1)(joined))
    return keras.Model(inputs=[title, body, tagged], outputs=[department, priority])


def compile_model(model):
    model.compile(
        "rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights=[0.2, 1.0],
    )
