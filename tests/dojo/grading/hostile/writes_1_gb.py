# Writes a file of 1 GB.
# import error: File too large

import pathlib

import keras

with pathlib.Path("large").open("wb") as large:
    for _ in range(1_000):
        large.write(bytes(1_000_000))


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
