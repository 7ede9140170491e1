"""Sums are operators and operations, activations are operations or layers of their own, the output is a list."""

import keras
from keras import layers, ops


def build_model(vocabulary=1000, width=32, heads=4):
    target = keras.Input([None], dtype="int32", name="target")
    source = keras.Input([None], dtype="int32", name="source")
    x = layers.Embedding(input_dim=vocabulary, output_dim=width)(target)
    x = x + layers.MultiHeadAttention(heads, width // heads)(x, x, x, use_causal_mask=True)
    x = layers.LayerNormalization(axis=-1)(x)
    memory = layers.Embedding(input_dim=vocabulary, output_dim=width)(source)
    x = ops.add(layers.MultiHeadAttention(heads, width // heads)(x, memory, memory), x)
    x = layers.LayerNormalization(axis=2)(x)
    x = layers.LayerNormalization()(x + layers.Dense(width)(ops.relu(layers.Dense(4 * width)(x))))
    scores = layers.Dense(vocabulary)(x)
    return keras.Model(inputs=[target, source], outputs=[layers.Softmax(name="token")(scores)])
