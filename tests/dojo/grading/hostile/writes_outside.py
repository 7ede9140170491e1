# Writes a file outside its folder.
# import error: Permission denied

import pathlib

import keras

pathlib.Path("COURSE_FOLDER/was_here").write_text("")


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
