import keras
from keras import layers


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        # The hidden layers are a plain chain, so they may stay a Sequential.
        self.hidden = keras.Sequential([layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")])
        self.join = layers.Concatenate()
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        hidden = self.hidden(inputs["deep"])
        # The wide features go past the hidden layers, straight into the join.
        joined = self.join([inputs["wide"], hidden])
        return {"main": self.main(joined), "aux": self.aux(hidden)}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep()  # whose layers take their widths from the first features that they see


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
