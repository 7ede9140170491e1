"""The config has names of its own, and an own from_config translates them for the constructor."""

import keras
from keras import layers
from keras.saving import register_keras_serializable


@register_keras_serializable("mine")
class Refiner(keras.Model):
    def __init__(self, sizes, share, name=None):
        super().__init__(name=name)
        self.sizes, self.share = sizes, share
        units, classes = sizes
        self.dense_layers = [layers.Dense(units, "relu"), layers.Dense(units, "relu"), layers.Dense(classes, "softmax")]

    def call(self, inputs):
        first, second, last = self.dense_layers
        x = first(inputs["features"])
        return {"label": last(x + second(x) * self.share)}

    def get_config(self):
        return {"title": self.name, "units": self.sizes[0], "classes": self.sizes[1], "share": self.share}

    @classmethod
    def from_config(cls, config):
        return cls((config["units"], config["classes"]), share=config["share"], name=config["title"])


def build_model(width=32, classes=10, strength=0.5):
    return Refiner((width, classes), strength)
