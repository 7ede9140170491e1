# The label's layer is made anew, untracked and with new random weights, each time that the model is called.
# test_the_refinement_is_added_by_its_strength
# parameters
import keras
from keras import layers


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.classes = classes
        self.strength = strength
        self.code = layers.Dense(width, activation="relu")
        self.refine = layers.Dense(width, activation="relu")

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        label = layers.Dense(self.classes, activation="softmax")
        return {"label": label(refined)}

    def get_config(self):
        own = {"width": self.width, "classes": self.classes, "strength": self.strength}
        return {**super().get_config(), **own}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
