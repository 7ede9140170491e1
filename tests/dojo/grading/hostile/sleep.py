# Waits for longer than anybody.
# timeout: was stopped after

import time

import keras

time.sleep(1_000)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
