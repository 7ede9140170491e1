# The model starts at the hidden layer's tensor, so that layer is not in it.
# test_it_takes_64_features
# start from tensors that layers have made
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=hidden, outputs=[embedding, label])
