# The strength is kept between 0 and 1.
# test_its_strength_is_an_argument
# the graph is the target
import keras
from keras import layers


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.classes = classes
        self.strength = min(max(strength, 0.0), 1.0)
        self.code = layers.Dense(width, activation="relu")
        self.refine = layers.Dense(width, activation="relu")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        return {"label": self.label(refined)}

    def get_config(self):
        own = {"width": self.width, "classes": self.classes, "strength": self.strength}
        return {**super().get_config(), **own}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
