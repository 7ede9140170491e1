"""The attention to the source gives its scores, too, which go nowhere."""

import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    target = keras.Input((None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)
    back = layers.MultiHeadAttention(heads, width // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x + back)
    over, _ = layers.MultiHeadAttention(heads, width // heads)(x, memory, return_attention_scores=True)
    x = layers.LayerNormalization()(x + over)
    thought = layers.Dense(width)(layers.Dense(4 * width, activation="relu")(x))
    x = layers.LayerNormalization()(x + thought)
    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
