# The class is made in build_model and takes its arguments from there, so what is loaded has those of the last build.
# test_loaded_it_gives_the_same_shares
# the graph is the target
import keras
from keras import layers


def build_model(width=32, classes=10, strength=0.5):
    @keras.saving.register_keras_serializable(package="katas")
    class Refiner(keras.Model):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.code = layers.Dense(width, activation="relu")
            self.refine = layers.Dense(width, activation="relu")
            self.label = layers.Dense(classes, activation="softmax")

        def call(self, inputs):
            code = self.code(inputs["features"])
            return {"label": self.label(code + strength * self.refine(code))}

    return Refiner()
