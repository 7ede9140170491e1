# The embedding comes from two layers of its own, which the label never sees.
# test_the_second_head_costs_no_parameters
# a second time
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    first = layers.Dense(32, activation="relu")(inputs)
    second = layers.Dense(32, activation="relu")(first)
    label = layers.Dense(classes, activation="softmax")(second)
    copy = layers.Dense(32, activation="relu")(layers.Dense(32, activation="relu")(inputs))
    return keras.Model(inputs=inputs, outputs={"embedding": copy, "label": label})
