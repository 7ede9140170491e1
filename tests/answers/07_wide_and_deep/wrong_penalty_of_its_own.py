# The subclass adds a penalty for large weights to the loss.
# test_the_total_loss_is_the_weighted_sum_and_nothing_else
# the graph is the target
import keras
from keras import layers, ops


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")]
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        hidden = inputs["deep"]
        for layer in self.hidden:
            hidden = layer(hidden)
        joined = layers.concatenate([inputs["wide"], hidden])
        return {"main": self.main(joined), "aux": self.aux(hidden)}

    def compute_loss(self, *args, **kwargs):
        return super().compute_loss(*args, **kwargs) + 0.01 * ops.sum(ops.square(self.main.kernel))


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
