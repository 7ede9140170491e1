"""The layers' class has a constant, a property and a base of its own beside Keras's."""

import keras
from keras import layers


class Described:
    def described(self):
        return f"{self.name} gives {self.units} numbers"


class Code(Described, layers.Dense):
    UNITS = 32

    def __init__(self, **settings):
        super().__init__(self.UNITS, activation="relu", **settings)

    @property
    def is_small(self):
        return self.units < 100


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    x = Code()(inputs)
    # Each layer hands back a tensor, so the one in the middle has a name and can be an output, too.
    embedding = Code(name="embedding")(x)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
