# Ends Python politely while it is imported.
# import error: ended Python with sys.exit(0)

import sys

import keras

sys.exit(0)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
