# The second of the two Dense layers has a relu, too.
# test_the_target_looks_back_at_itself_and_over_to_the_source
# Look at its activation
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    target = keras.Input((None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)

    back = layers.MultiHeadAttention(heads, width // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, back]))

    over = layers.MultiHeadAttention(heads, width // heads)(x, memory)
    x = layers.LayerNormalization()(layers.Add()([x, over]))

    hidden = layers.Dense(4 * width, activation="relu")(x)
    thought = layers.Dense(width, activation="relu")(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, thought]))

    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
