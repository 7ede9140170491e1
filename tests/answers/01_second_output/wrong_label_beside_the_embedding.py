# The label is made from the first layer, beside the embedding and not from it.
# test_the_label_is_made_from_the_embedding
# `label` takes `dense`; in the target it takes `embedding`
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(hidden)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
