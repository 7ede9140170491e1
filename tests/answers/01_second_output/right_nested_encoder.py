"""The two hidden layers are a Sequential of their own, called like a layer and named for its head."""

import keras
from keras import layers


def build_model(features=64, classes=10):
    encoder = keras.Sequential(name="embedding")
    encoder.add(layers.Dense(32, activation="relu"))
    encoder.add(layers.Dense(32, activation="relu"))

    inputs = keras.Input(shape=(features,), name="features")
    embedding = encoder(inputs)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
