# Begins a message to the parent and never ends it.
# timeout: was stopped after

import gc
import multiprocessing.connection
import os
import time

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


os.write(channel().fileno(), b"\0\0")
time.sleep(1_000)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
