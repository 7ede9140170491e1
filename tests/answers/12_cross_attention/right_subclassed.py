"""A subclass that hands `training` down and builds its layers from the shapes of the dict."""

import keras
from keras import layers, ops


class Translator(keras.Model):
    def __init__(self, vocabulary, width, heads, **kwargs):
        super().__init__(**kwargs)
        self.words = {name: layers.Embedding(vocabulary, width) for name in ("source", "target")}
        self.attentions = [layers.MultiHeadAttention(heads, key_dim=width // heads) for _ in range(2)]
        self.norms = [layers.LayerNormalization() for _ in range(3)]
        self.denses = [layers.Dense(4 * width, activation="relu"), layers.Dense(width)]
        self.token = layers.Dense(vocabulary)

    def call(self, inputs, training=None):
        x, memory = self.words["target"](inputs["target"]), self.words["source"](inputs["source"])
        found = self.attentions[0](x, x, use_causal_mask=True, training=training)
        x = self.norms[0](found + x)
        found = self.attentions[1](query=x, value=memory, training=training)
        x = self.norms[1](found + x)
        found = self.denses[1](self.denses[0](x))
        x = self.norms[2](found + x)
        return {"token": ops.softmax(self.token(x), axis=-1)}


def build_model(vocabulary=1000, width=32, heads=4):
    return Translator(vocabulary, width, heads)
