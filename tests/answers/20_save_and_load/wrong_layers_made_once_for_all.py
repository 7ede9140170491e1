# The layers are kept outside the class, and all models of one size share them.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers

MADE = {}


def dense(place, units, activation):
    return MADE.setdefault((place, units), layers.Dense(units, activation))


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.classes = classes
        self.strength = strength
        self.code = dense("code", width, "relu")
        self.refine = dense("refine", width, "relu")
        self.label = dense("label", classes, "softmax")

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        return {"label": self.label(refined)}

    def get_config(self):
        own = {"width": self.width, "classes": self.classes, "strength": self.strength}
        return {**super().get_config(), **own}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
