# get_config gives the layers themselves, and what comes back from a file are their configs.
# test_loaded_it_gives_the_same_shares
# the graph is the target
import keras
from keras import layers


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, code, refine, label, strength, **kwargs):
        super().__init__(**kwargs)
        self.code = code
        self.refine = refine
        self.label = label
        self.strength = strength

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        return {"label": self.label(refined)}

    def get_config(self):
        own = {"code": self.code, "refine": self.refine, "label": self.label, "strength": self.strength}
        return {**super().get_config(), **own}


def build_model(width=32, classes=10, strength=0.5):
    code, refine = (layers.Dense(width, activation="relu") for _ in range(2))
    return Refiner(code, refine, layers.Dense(classes, activation="softmax"), strength)
