"""The class makes its graph in the constructor, as a functional model does, and keeps its arguments."""

import keras
from keras import layers


@keras.saving.register_keras_serializable(package="learner", name="refiner")
class Refiner(keras.Model):
    def __init__(self, width, classes, strength, **kwargs):
        features = keras.Input((64,), name="features")
        code = layers.Dense(width, activation="relu")(features)
        weighed = layers.Rescaling(strength)(layers.Dense(width, activation="relu")(code))
        label = layers.Dense(classes, activation="softmax", name="label")(layers.Add()([code, weighed]))
        super().__init__(inputs=features, outputs=label, **kwargs)
        self.made_with = {"width": width, "classes": classes, "strength": strength}

    def get_config(self):
        return {"name": self.name, **self.made_with}


def build_model(width=32, classes=10, strength=0.5):
    return Refiner(width, classes, strength)
