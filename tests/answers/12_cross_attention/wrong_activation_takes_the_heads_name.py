# The softmax follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_it_gives_shares_of_1000_words_for_each_place_in_the_target
# The head `token` is called `softmax
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

    scores = layers.Dense(vocabulary, name="token")(x)
    token = layers.Softmax()(scores)
    return keras.Model(inputs=[source, target], outputs=token)
