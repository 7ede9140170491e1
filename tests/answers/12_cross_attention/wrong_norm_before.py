# Each part normalizes what it takes, where it should normalize the sum that it makes.
# test_the_target_looks_back_at_itself_and_over_to_the_source
# LayerNormalization
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    target = keras.Input((None,), dtype="int32", name="target")
    memory = layers.Embedding(vocabulary, width)(source)
    x = layers.Embedding(vocabulary, width)(target)

    normed = layers.LayerNormalization()(x)
    back = layers.MultiHeadAttention(heads, width // heads)(normed, normed, use_causal_mask=True)
    x = layers.Add()([x, back])

    over = layers.MultiHeadAttention(heads, width // heads)(layers.LayerNormalization()(x), memory)
    x = layers.Add()([x, over])

    hidden = layers.Dense(4 * width, activation="relu")(layers.LayerNormalization()(x))
    thought = layers.Dense(width)(hidden)
    x = layers.Add()([x, thought])

    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
