# A letter is missing in the name of the embedding.
# test_it_has_two_heads
# is called `embeding`
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embeding")(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
