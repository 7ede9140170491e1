# Ends its process while it is imported, as if all were well.
# crash: ended its process

import os

import keras

os._exit(0)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
