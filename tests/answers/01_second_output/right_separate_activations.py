"""The activations are layers and functions of their own, and the layer that ends a head has the head's name."""

import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    x = keras.activations.relu(layers.Dense(32)(inputs))
    x = layers.Dense(32)(x)
    embedding = layers.ReLU(name="embedding")(x)
    x = layers.Dense(classes)(embedding)
    label = layers.Activation("softmax", name="label")(x)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
