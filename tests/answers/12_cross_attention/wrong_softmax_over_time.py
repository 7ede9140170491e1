# The shares add up to 1 over the places of the sentence, not over the words.
# test_the_shares_at_each_place_add_up_to_1
# axis
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
    thought = layers.Dense(width)(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, thought]))

    scores = layers.Dense(vocabulary)(x)
    token = layers.Softmax(axis=1, name="token")(scores)
    return keras.Model(inputs=[source, target], outputs=token)
