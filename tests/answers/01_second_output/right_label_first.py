"""The label comes first in the list of outputs, and all arguments are positional."""

from keras import Input, Model
from keras.layers import Dense


def build_model(features=64, classes=10):
    features_in = Input((features,), None, "float32", name="features")
    hidden = Dense(32, "relu")(features_in)
    embedding = Dense(32, "relu", name="embedding")(hidden)
    label = Dense(classes, "softmax", name="label")(embedding)
    return Model([features_in], [label, embedding])
