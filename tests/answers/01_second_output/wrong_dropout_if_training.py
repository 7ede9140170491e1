# A dropout that the target lacks, called only where `training` is true.
# test_the_label_is_made_from_the_embedding
# Dropout 0.5
import keras
from keras import layers


class Classifier(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.hidden = layers.Dense(32, activation="relu")
        self.embedding = layers.Dense(32, activation="relu")
        self.dropout = layers.Dropout(0.5)
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs, training=False):
        embedding = self.embedding(self.hidden(inputs["features"]))
        x = embedding
        if training:
            x = self.dropout(x, training=training)
        return {"embedding": embedding, "label": self.label(x)}


def build_model(features=64, classes=10):
    return Classifier(classes)
