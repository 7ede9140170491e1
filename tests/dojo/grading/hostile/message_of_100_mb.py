# Sends the parent 100 MB.
# crash: a report that can't be read

import gc
import multiprocessing.connection

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


channel().send_bytes(bytes(100_000_000))


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
