"""The answer in both styles: the functional one gives its heads as a list, aux first, and compile_model serves both."""

import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    deep = keras.Input((deep_features,), name="deep")
    wide = keras.Input((wide_features,), name="wide")
    x = layers.Dense(30, activation="relu")(deep)
    x = layers.Dense(30, activation="relu")(x)
    aux = layers.Dense(1, name="aux")(x)
    main = layers.Dense(1, name="main")(layers.concatenate([x, wide]))
    return keras.Model([deep, wide], [aux, main])


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(30, activation="relu")
        self.second = layers.Dense(30, activation="relu")
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs, training=False):
        hidden = self.second(self.first(inputs["deep"]))
        return {"aux": self.aux(hidden), "main": self.main(layers.concatenate([inputs["wide"], hidden], axis=1))}


def build_subclassed(wide_features=5, deep_features=6):
    return WideAndDeep()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"aux": "mse", "main": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
