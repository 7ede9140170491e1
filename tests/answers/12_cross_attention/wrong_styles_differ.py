# The subclass has no mask, which the functional model has.
# test_built_again_with_the_same_weights_it_computes_the_same
# use_causal_mask
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

    token = layers.Dense(vocabulary, activation="softmax", name="token")(x)
    return keras.Model(inputs=[source, target], outputs=token)


class Decoder(keras.Model):
    def __init__(self, vocabulary, width, heads):
        super().__init__()
        self.embed_source = layers.Embedding(vocabulary, width)
        self.embed_target = layers.Embedding(vocabulary, width)
        self.look_back = layers.MultiHeadAttention(heads, width // heads)
        self.look_over = layers.MultiHeadAttention(heads, width // heads)
        self.hidden = layers.Dense(4 * width, activation="relu")
        self.think = layers.Dense(width)
        self.norms = [layers.LayerNormalization() for _ in range(3)]
        self.token = layers.Dense(vocabulary, activation="softmax")

    def call(self, inputs):
        memory = self.embed_source(inputs["source"])
        x = self.embed_target(inputs["target"])
        x = self.norms[0](x + self.look_back(x, x))
        x = self.norms[1](x + self.look_over(x, memory))
        x = self.norms[2](x + self.think(self.hidden(x)))
        return {"token": self.token(x)}


def build_subclassed(vocabulary=1000, width=32, heads=4):
    return Decoder(vocabulary, width, heads)
