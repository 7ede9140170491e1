# The subclass makes the label from the first layer, which the functional model does not.
# test_built_again_with_the_same_weights_it_computes_the_same
# `label` takes `dense`
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])


class Classifier(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.hidden = layers.Dense(32, activation="relu")
        self.embedding = layers.Dense(32, activation="relu")
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        hidden = self.hidden(inputs["features"])
        embedding = self.embedding(hidden)
        return {"embedding": embedding, "label": self.label(hidden)}


def build_subclassed(features=64, classes=10):
    return Classifier(classes)
