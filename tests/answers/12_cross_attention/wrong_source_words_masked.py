# The source's layer makes a mask, by which the attention leaves out word 0.
# test_the_target_looks_back_at_itself_and_over_to_the_source
# From `source` to `multi_head_attention` your model has `not_equal x2=0`
import keras
from keras import layers


class Words(layers.Layer):
    def __init__(self, vocabulary, width):
        super().__init__()
        self.table = layers.Embedding(vocabulary, width)

    def call(self, words):
        return self.table(words)

    def compute_mask(self, words, mask=None):
        return keras.ops.not_equal(words, 0)


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    memory = Words(vocabulary, width)(source)

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
