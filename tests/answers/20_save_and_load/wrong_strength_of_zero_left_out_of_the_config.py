# get_config leaves out a strength of 0, and the constructor's default takes its place.
# test_a_copy_made_from_its_config_has_the_same_graph
# the graph is the target
import keras
from keras import layers


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength=0.5, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.classes = classes
        self.strength = strength
        self.code = layers.Dense(width, activation="relu")
        self.refine = layers.Dense(width, activation="relu")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        return {"label": self.label(refined)}

    def get_config(self):
        own = {"width": self.width, "classes": self.classes, "strength": self.strength}
        return {**super().get_config(), **{name: value for name, value in own.items() if value}}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
