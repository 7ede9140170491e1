"""The right sentence is read first, and the sigmoid is a layer of its own, which has the head's name."""

from keras import Input, Model
from keras.layers import LSTM, Activation, Concatenate, Dense, Embedding


def build_model(vocabulary=10_000):
    sentences = [Input((None,), dtype="int32", name=name) for name in ("right", "left")]
    embedding, lstm = Embedding(vocabulary, 64), LSTM(32)
    right, left = [lstm(embedding(sentence)) for sentence in sentences]
    x = Concatenate()([left, right])
    x = Dense(1)(x)
    return Model(sentences, Activation("sigmoid", name="same")(x))
