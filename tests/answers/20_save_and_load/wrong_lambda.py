# A Lambda holds the strength, and Keras won't load a model with a function in its file.
# test_loaded_it_gives_the_same_shares
# the graph is the target
import keras
from keras import layers


def build_model(width=32, classes=10, strength=0.5):
    features = keras.Input((64,), name="features")
    code = layers.Dense(width, activation="relu")(features)
    weighed = layers.Lambda(lambda found: strength * found)(layers.Dense(width, activation="relu")(code))
    label = layers.Dense(classes, activation="softmax", name="label")(layers.add([code, weighed]))
    return keras.Model(features, label)
