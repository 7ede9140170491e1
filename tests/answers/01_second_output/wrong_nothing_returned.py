# build_model makes the model and forgets to return it.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    x = layers.Dense(32, activation="relu")(inputs)

    embedding = layers.Dense(32, activation="relu", name="embedding")(x)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    keras.Model(inputs=inputs, outputs=[embedding, label])
