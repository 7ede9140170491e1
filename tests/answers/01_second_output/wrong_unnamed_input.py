# The input has no name.
# test_it_takes_64_features
# it was given none
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,))
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
