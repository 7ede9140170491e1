import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    x = layers.Dense(32, activation="relu")(inputs)
    # Each layer hands back a tensor, so the one in the middle has a name and can be an output, too.
    embedding = layers.Dense(32, activation="relu", name="embedding")(x)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
