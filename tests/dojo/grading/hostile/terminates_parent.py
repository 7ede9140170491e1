# Sends SIGTERM to the process that it comes from.
# import error: Operation not permitted

import os
import signal

import keras

os.kill(os.getppid(), signal.SIGTERM)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
