# There are always 10 classes, whatever the argument says.
# test_its_sizes_are_arguments
# the graph is the target
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(10, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
