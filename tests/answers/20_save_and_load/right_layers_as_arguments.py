"""The constructor takes layers, which get_config writes as configs and from_config makes again."""

import keras
from keras import layers
from keras.saving import deserialize_keras_object, serialize_keras_object


@keras.saving.register_keras_serializable(package="katas")
class Refiner(keras.Model):
    def __init__(self, parts, strength, **kwargs):
        super().__init__(**kwargs)
        self.code, self.refine, self.label = parts
        self.strength = strength

    def call(self, inputs):
        code = self.code(inputs["features"])
        return {"label": self.label(layers.add([self.strength * self.refine(code), code]))}

    def get_config(self):
        parts = [serialize_keras_object(part) for part in (self.code, self.refine, self.label)]
        return {**super().get_config(), "parts": parts, "strength": self.strength}

    @classmethod
    def from_config(cls, config):
        parts = [deserialize_keras_object(part) for part in config.pop("parts")]
        return cls(parts, **config)


def build_model(width=32, classes=10, strength=0.5):
    code, refine = (layers.Dense(width, activation="relu") for _ in range(2))
    return Refiner([code, refine, layers.Dense(classes, activation="softmax")], strength)
