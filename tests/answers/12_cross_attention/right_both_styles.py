"""The answer in both styles, over functions and lists of layers."""

import keras
from keras import layers


def parts(vocabulary, width, heads):
    attentions = [layers.MultiHeadAttention(heads, width // heads) for _ in range(2)]
    think = [layers.Dense(4 * width, activation="relu"), layers.Dense(width)]
    norms = [layers.LayerNormalization() for _ in range(3)]
    return attentions, think, norms


def decoded(x, memory, attentions, think, norms):
    x = norms[0](x + attentions[0](x, x, use_causal_mask=True))
    x = norms[1](x + attentions[1](x, memory))
    return norms[2](x + think[1](think[0](x)))


def build_model(vocabulary=1000, width=32, heads=4):
    token = layers.Dense(vocabulary, activation="softmax", name="token")
    target = keras.Input((None,), dtype="int32", name="target")
    source = keras.Input((None,), dtype="int32", name="source")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)
    return keras.Model([source, target], token(decoded(x, memory, *parts(vocabulary, width, heads))))


class Decoder(keras.Model):
    def __init__(self, vocabulary, width, heads):
        super().__init__()
        self.source = layers.Embedding(vocabulary, width)
        self.target = layers.Embedding(vocabulary, width)
        self.attentions, self.think, self.norms = parts(vocabulary, width, heads)
        self.token = layers.Dense(vocabulary, activation="softmax")

    def call(self, inputs):
        x, memory = self.target(inputs["target"]), self.source(inputs["source"])
        return {"token": self.token(decoded(x, memory, self.attentions, self.think, self.norms))}


def build_subclassed(vocabulary=1000, width=32, heads=4):
    return Decoder(vocabulary, width, heads)
