# The subclass adds a penalty for large weights to the total.
# test_the_total_is_the_weighted_sum_and_nothing_else
# the graph is the target
import keras
from keras import layers, ops


class PowerGuesser(keras.Model):
    def __init__(self):
        super().__init__()
        self.see = layers.Dense(24, activation="relu")
        self.know = layers.Dense(16, activation="relu")
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        seen = self.see(inputs["wind"])
        known = self.know(layers.concatenate([seen, inputs["turbine"]]))
        return {"main": self.main(known), "aux": self.aux(seen)}

    def compute_loss(self, *args, **kwargs):
        return super().compute_loss(*args, **kwargs) + 0.01 * ops.sum(ops.square(self.main.kernel))


def build_model(hours=9, facts=4):
    return PowerGuesser()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
