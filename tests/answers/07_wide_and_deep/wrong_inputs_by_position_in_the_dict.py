# The subclass takes the first value of the dict for the wide features, whatever its name.
# test_names_may_come_in_any_order
# the graph is the target
import keras
from keras import layers


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")]
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        wide, hidden = inputs.values()
        for layer in self.hidden:
            hidden = layer(hidden)
        joined = layers.concatenate([wide, hidden])
        return {"main": self.main(joined), "aux": self.aux(hidden)}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
