"""The inputs are a dict, the output is a dict, and no layer has a name."""

import keras
from keras import layers


def build_model(vocabulary=10_000):
    inputs = {name: keras.Input((None,), dtype="int32", name=name) for name in ("left", "right")}
    embed = layers.Embedding(input_dim=vocabulary, output_dim=64)
    read = layers.LSTM(units=32)
    words = {name: embed(sentence) for name, sentence in inputs.items()}
    codes = {name: read(sequence) for name, sequence in words.items()}
    joined = layers.concatenate([codes["right"], codes["left"]])
    return keras.Model(inputs, {"same": layers.Dense(1, activation="sigmoid")(joined)})
