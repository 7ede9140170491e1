# What is thought starts at 0, so that the first step doesn't reach the layer before it.
# test_one_training_step_moves_every_weight_but_a_bias_that_softmax_cancels
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=1000, width=32, heads=4):
    source = keras.Input((None,), dtype="int32", name="source")
    memory = layers.Embedding(vocabulary, width)(source)

    target = keras.Input((None,), dtype="int32", name="target")
    x = layers.Embedding(vocabulary, width)(target)

    attended = layers.MultiHeadAttention(heads, width // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))

    attended = layers.MultiHeadAttention(heads, width // heads)(query=x, value=memory)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))

    hidden = layers.Dense(4 * width, activation="relu")(x)
    thought = layers.Dense(width, kernel_initializer="zeros")(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, thought]))
    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)
