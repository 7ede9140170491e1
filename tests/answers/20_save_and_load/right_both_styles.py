"""Two registered classes: one makes its graph in the constructor, the other computes in call."""

import keras
from keras import layers


class Saved:
    """What both need to be made again."""

    def remember(self, **arguments):
        self.arguments = arguments

    def get_config(self):
        return {"name": self.name, **self.arguments}


@keras.saving.register_keras_serializable(package="katas")
class Drawn(Saved, keras.Model):
    def __init__(self, width, classes, strength, name=None):
        features = keras.Input((64,), name="features")
        code = layers.Dense(width, activation="relu")(features)
        refined = code + strength * layers.Dense(width, activation="relu")(code)
        label = layers.Dense(classes, activation="softmax", name="label")(refined)
        super().__init__(features, label, name=name)
        self.remember(width=width, classes=classes, strength=strength)


@keras.saving.register_keras_serializable(package="katas")
class Computed(Saved, keras.Model):
    def __init__(self, width, classes, strength, name=None):
        super().__init__(name=name)
        self.remember(width=width, classes=classes, strength=strength)
        self.code = layers.Dense(width, activation="relu")
        self.refine = layers.Dense(width, activation="relu")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        code = self.code(inputs["features"])
        return {"label": self.label(code + self.arguments["strength"] * self.refine(code))}


def build_model(width=32, classes=10, strength=0.5):
    return Drawn(width, classes, strength)


def build_subclassed(width=32, classes=10, strength=0.5):
    return Computed(width, classes, strength)
