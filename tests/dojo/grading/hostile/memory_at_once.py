# Asks for 100 GB.
# memory: asked for more memory

import keras

taken = bytearray(100_000_000_000)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
