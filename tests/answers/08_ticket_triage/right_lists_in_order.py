"""The heads are a list, and losses and weights are lists in its order; the targets still come by name."""

from keras import Input, Model
from keras.layers import LSTM, Concatenate, Dense, Embedding


def build_model(vocabulary=10_000, tags=12, departments=4):
    title_input = Input(shape=(None,), dtype="int32", name="title")
    body_input = Input(shape=(None,), dtype="int32", name="body")
    tags_input = Input(shape=(tags,), name="tags")
    title_features = Embedding(vocabulary, 64)(title_input)
    body_features = Embedding(vocabulary, 64)(body_input)
    title_features = LSTM(128)(title_features)
    body_features = LSTM(32)(body_features)
    x = Concatenate(axis=-1)([title_features, body_features, tags_input])
    priority = Dense(1, activation="sigmoid", name="priority")(x)
    department = Dense(departments, activation="softmax", name="department")(x)
    return Model(inputs=[title_input, body_input, tags_input], outputs=[priority, department])


def compile_model(model):
    losses = ["binary_crossentropy", "categorical_crossentropy"]
    model.compile(optimizer="rmsprop", loss=losses, loss_weights=[1.0, 0.2])
