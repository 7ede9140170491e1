# While it trains, the subclass lets no gradient through to the source's Embedding.
# test_one_training_step_moves_every_weight_but_a_bias_that_softmax_cancels
# no graph
import keras
from keras import layers


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

    def call(self, inputs, training=None):
        memory = self.embed_source(inputs["source"])
        memory = keras.ops.stop_gradient(memory) if training else memory
        x = self.embed_target(inputs["target"])
        x = self.norms[0](x + self.look_back(x, x, use_causal_mask=True))
        x = self.norms[1](x + self.look_over(x, memory))
        x = self.norms[2](x + self.think(self.hidden(x)))
        return {"token": self.token(x)}


def build_model(vocabulary=1000, width=32, heads=4):
    return Decoder(vocabulary, width, heads)
