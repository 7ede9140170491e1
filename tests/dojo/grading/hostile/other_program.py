# Becomes another program.
# import error: Operation not permitted

import os

import keras

os.execv("/bin/true", ["true"])


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
