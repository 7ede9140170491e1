# The graph is right and functional: Keras saves it, but no class of one's own.
# test_its_class_is_your_own
# the graph is the target
import keras
from keras import layers


def build_model(width=32, classes=10, strength=0.5):
    features = keras.Input((64,), name="features")
    code = layers.Dense(width, activation="relu")(features)
    refined = code + strength * layers.Dense(width, activation="relu")(code)
    label = layers.Dense(classes, activation="softmax", name="label")(refined)
    return keras.Model(features, label)
