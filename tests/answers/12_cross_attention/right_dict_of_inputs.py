"""Inputs and outputs are dicts, no layer has a name, and the target comes first."""

import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    inputs = {name: keras.Input((None,), dtype="int32", name=name) for name in ("target", "source")}
    embedded = {name: layers.Embedding(vocabulary, width)(words) for name, words in inputs.items()}
    x = embedded["target"]
    look = layers.MultiHeadAttention(num_heads=heads, key_dim=width // heads)
    x = layers.LayerNormalization()(layers.add([look(query=x, value=x, key=x, use_causal_mask=True), x]))
    look = layers.MultiHeadAttention(num_heads=heads, key_dim=width // heads)
    x = layers.LayerNormalization()(layers.add([look(query=x, value=embedded["source"], key=embedded["source"]), x]))
    thought = layers.Dense(width)(layers.Dense(4 * width, activation="relu")(x))
    x = layers.LayerNormalization()(layers.add([thought, x]))
    return keras.Model(inputs, {"token": layers.Dense(vocabulary, activation="softmax")(x)})
