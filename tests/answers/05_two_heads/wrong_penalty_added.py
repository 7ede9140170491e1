# The subclass has a compute_loss that adds a penalty for unsure genres.
# test_the_total_loss_is_their_sum_and_nothing_else
# the graph is the target
import keras
from keras import layers, ops


class NovelReader(keras.Model):
    def __init__(self, vocabulary, genres):
        super().__init__()
        self.embed = layers.Embedding(vocabulary, 64)
        self.read = layers.Bidirectional(layers.LSTM(32))
        self.genre = layers.Dense(genres, activation="softmax")
        self.era = layers.Dense(1)

    def call(self, inputs):
        x = self.read(self.embed(inputs["novel"]))
        return {"genre": self.genre(x), "era": self.era(x)}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        shares = y_pred["genre"]
        unsure = -ops.mean(ops.sum(shares * ops.log(shares), axis=-1))
        return super().compute_loss(x, y, y_pred, sample_weight, training) + unsure


def build_model(vocabulary=10_000, genres=20):
    return NovelReader(vocabulary, genres)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
