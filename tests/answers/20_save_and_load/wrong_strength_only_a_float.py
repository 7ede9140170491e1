# The constructor refuses a strength below 0, and one that is an int.
# test_its_strength_is_an_argument
# the graph is the target
import keras
from keras import layers


# A file holds the class by its registered name, and load_model finds the class by it.
@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        # Loading hands back what Keras itself saves, the name for one: it goes on to Keras.
        super().__init__(**kwargs)
        if not isinstance(strength, float) or strength < 0:
            raise ValueError("strength must be a float, 0 or more")
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
        # What the constructor needs to make this model again. The weights are saved beside it.
        own = {"width": self.width, "classes": self.classes, "strength": self.strength}
        return {**super().get_config(), **own}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
