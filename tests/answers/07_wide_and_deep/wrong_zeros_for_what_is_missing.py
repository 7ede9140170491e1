# The subclass makes up zeros where the wide features are missing.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class WideAndDeep(keras.Model):
    def __init__(self, wide_features):
        super().__init__()
        self.wide_features = wide_features
        self.hidden = [layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")]
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        hidden = inputs["deep"]
        for layer in self.hidden:
            hidden = layer(hidden)
        wide = inputs.get("wide")
        if wide is None:
            wide = ops.zeros((len(hidden), self.wide_features))
        joined = layers.concatenate([wide, hidden])
        return {"main": self.main(joined), "aux": self.aux(hidden)}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep(wide_features)


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
