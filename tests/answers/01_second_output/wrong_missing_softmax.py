# The label's layer has no activation.
# test_the_label_is_made_from_the_embedding
# Look at its activation
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
