# There are as many heads of 8 numbers as fit into the width, whatever is asked for.
# test_each_head_has_its_share_of_the_width
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    heads = max(1, width // 8)
    source = keras.Input((None,), dtype="int32", name="source")
    memory = layers.Embedding(vocabulary, width)(source)

    target = keras.Input((None,), dtype="int32", name="target")
    x = layers.Embedding(vocabulary, width)(target)

    # The target looks at itself: query and value are one tensor, and no word sees a later one.
    attended = layers.MultiHeadAttention(heads, width // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))

    # Here the two meet: the target's words ask, the source's words answer.
    attended = layers.MultiHeadAttention(heads, width // heads)(query=x, value=memory)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))

    hidden = layers.Dense(4 * width, activation="relu")(x)
    x = layers.LayerNormalization()(layers.Add()([x, layers.Dense(width)(hidden)]))
    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
