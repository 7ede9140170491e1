# get_config gives the model's own dict, and from_config takes everything out of it: only one copy can be made.
# test_a_copy_made_from_its_config_has_the_same_graph
# the graph is the target
import keras
from keras import layers


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        super().__init__(**kwargs)
        self.own = {"width": width, "classes": classes, "strength": strength}
        self.strength = strength
        self.code = layers.Dense(width, activation="relu")
        self.refine = layers.Dense(width, activation="relu")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        code = self.code(inputs["features"])
        refined = code + self.strength * self.refine(code)
        return {"label": self.label(refined)}

    def get_config(self):
        return {**super().get_config(), "own": self.own}

    @classmethod
    def from_config(cls, config):
        own = config.pop("own")
        return cls(own.pop("width"), own.pop("classes"), own.pop("strength"), **config)


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
