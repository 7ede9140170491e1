# Starts 200 processes.
# import error: Operation not permitted

import subprocess
import sys

import keras

children = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(200)]


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
