# The softmax follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_it_has_two_heads
# is called `activation`
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding")(hidden)
    scores = layers.Dense(classes, name="label")(embedding)
    label = layers.Activation("softmax")(scores)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
