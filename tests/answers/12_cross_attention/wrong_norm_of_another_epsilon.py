# The norms have an epsilon of 1e-6, which is common elsewhere, but not Keras's own.
# test_the_target_looks_back_at_itself_and_over_to_the_source
# epsilon
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    memory = layers.Embedding(vocabulary, width)(source)

    target = keras.Input((None,), dtype="int32", name="target")
    x = layers.Embedding(vocabulary, width)(target)

    attended = layers.MultiHeadAttention(heads, width // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization(epsilon=1e-6)(layers.Add()([x, attended]))

    attended = layers.MultiHeadAttention(heads, width // heads)(query=x, value=memory)
    x = layers.LayerNormalization(epsilon=1e-6)(layers.Add()([x, attended]))

    hidden = layers.Dense(4 * width, activation="relu")(x)
    x = layers.LayerNormalization(epsilon=1e-6)(layers.Add()([x, layers.Dense(width)(hidden)]))
    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
