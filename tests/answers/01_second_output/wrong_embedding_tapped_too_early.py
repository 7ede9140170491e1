# What the first of the two layers gives is handed out as the embedding.
# test_the_label_is_made_from_the_embedding
# `embedding` is tapped from the wrong place
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    first = layers.Dense(32, activation="relu")(inputs)
    second = layers.Dense(32, activation="relu")(first)
    label = layers.Dense(classes, activation="softmax")(second)
    return keras.Model(inputs=inputs, outputs={"embedding": first, "label": label})
