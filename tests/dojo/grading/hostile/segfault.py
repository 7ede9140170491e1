# Reads from where nothing is.
# crash: ended its process

import ctypes

import keras

ctypes.string_at(0)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
