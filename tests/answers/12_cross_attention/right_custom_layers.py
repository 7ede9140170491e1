"""One custom layer class attends, adds and normalizes; made twice, with and without the mask."""

import keras
from keras import layers


class Attend(layers.Layer):
    def __init__(self, heads, key_dim, causal=False, **kwargs):
        super().__init__(**kwargs)
        self.attention = layers.MultiHeadAttention(heads, key_dim)
        self.add = layers.Add()
        self.norm = layers.LayerNormalization()
        self.causal = causal

    def call(self, x, memory):
        found = self.attention(query=x, key=memory, value=memory, use_causal_mask=self.causal)
        return self.norm(self.add([x, found]))


class FeedForward(layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.chain = keras.Sequential([layers.Dense(4 * width, activation="relu"), layers.Dense(width)])
        self.add = layers.Add()
        self.norm = layers.LayerNormalization()

    def call(self, x):
        return self.norm(self.add([x, self.chain(x)]))


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input(shape=(None,), dtype="int32", name="source")
    target = keras.Input(shape=(None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)
    x = Attend(heads, width // heads, causal=True)(x, x)
    x = Attend(heads, width // heads)(x, memory)
    token = layers.Dense(vocabulary, activation="softmax", name="token")(FeedForward(width)(x))
    return keras.Model([source, target], token)
