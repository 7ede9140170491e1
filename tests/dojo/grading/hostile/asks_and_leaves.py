# Asks the parent something and doesn't wait for the reply.
# crash: ended its process

import gc
import json
import multiprocessing.connection
import os

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


for _ in range(100):
    channel().send_bytes(json.dumps({"type": "undecided", "actual": {}, "target": {}}).encode())
os._exit(0)


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
