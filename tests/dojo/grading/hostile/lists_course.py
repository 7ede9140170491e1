# Looks for files of the course.
# import error: Permission denied

import os

import keras

os.listdir("COURSE_FOLDER")


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
