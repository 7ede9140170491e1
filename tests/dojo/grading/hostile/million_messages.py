# Sends the parent a million reports.
# crash: more than 500 reports

import gc
import multiprocessing.connection

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


for number in range(1_000_000):
    channel().send_bytes(b'{"type": "tested", "test": {"name": "test_%d", "outcome": "passed"}}' % number)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
