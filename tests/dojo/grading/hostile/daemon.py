# Starts a process that leaves the group and outlives it.
# import error: Operation not permitted

import os
import time

import keras

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1_000)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
