# The label's layer is made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# not those made inside `call`
import keras
from keras import layers


class Classifier(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.hidden = layers.Dense(32, activation="relu")
        self.embedding = layers.Dense(32, activation="relu")
        self.classes = classes

    def call(self, inputs):
        hidden = self.hidden(inputs["features"])
        embedding = self.embedding(hidden)
        label = layers.Dense(self.classes, activation="softmax")
        return {"embedding": embedding, "label": label(embedding)}


def build_model(features=64, classes=10):
    return Classifier(classes)
