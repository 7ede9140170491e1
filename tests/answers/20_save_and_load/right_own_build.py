"""The layers are built in build, from the shapes of the dict, and the config is updated step by step."""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable()
class Classifier(keras.Model):
    def __init__(self, width=32, classes=10, strength=0.5, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.width, self.classes, self.strength = width, classes, strength
        self.skipped = layers.Dense(width, activation="relu")
        self.refining = layers.Dense(width, activation="relu")
        self.sorting = layers.Dense(classes)

    def build(self, shapes):
        self.skipped.build(shapes["features"])
        self.refining.build((None, self.width))
        self.sorting.build((None, self.width))

    def call(self, inputs):
        skipped = self.skipped(inputs["features"])
        weighed = ops.multiply(self.refining(skipped), self.strength)
        return {"label": ops.softmax(self.sorting(ops.add(weighed, skipped)))}

    def get_config(self):
        config = super().get_config()
        config.update({"width": self.width, "classes": self.classes})
        config["strength"] = self.strength
        return config


def build_model(width=32, classes=10, strength=0.5):
    return Classifier(width=width, classes=classes, strength=strength)
