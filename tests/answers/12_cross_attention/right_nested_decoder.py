"""A model of two inputs, the words that ask and the memory, is called like a layer between embeddings and head."""

import keras
from keras import layers


def decoder(width, heads):
    asking = keras.Input((None, width))
    memory = keras.Input((None, width))
    back = layers.MultiHeadAttention(heads, width // heads)(asking, asking, use_causal_mask=True)
    x = layers.LayerNormalization()(asking + back)
    over = layers.MultiHeadAttention(heads, width // heads)(x, memory)
    x = layers.LayerNormalization()(x + over)
    think = keras.Sequential([layers.Dense(4 * width, activation="relu"), layers.Dense(width)])
    return keras.Model([asking, memory], layers.LayerNormalization()(x + think(x)), name="decoder")


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    target = keras.Input((None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width, name="source_words")(source)
    asking = layers.Embedding(vocabulary, width, name="target_words")(target)
    x = decoder(width, heads)([asking, memory])
    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=(source, target), outputs=token)
