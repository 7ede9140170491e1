# The embedding's layer is frozen.
# test_one_training_step_of_both_heads_moves_every_weight
# Look at its trainable
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    embedding = layers.Dense(32, activation="relu", name="embedding", trainable=False)(hidden)
    label = layers.Dense(classes, activation="softmax", name="label")(embedding)
    return keras.Model(inputs=inputs, outputs=[embedding, label])
