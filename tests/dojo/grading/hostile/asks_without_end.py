# Asks the parent about graphs that are none, again and again.
# crash: sent more than 500 reports

import gc
import json
import multiprocessing.connection

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


parent = channel()
for actual in ({}, [], "graph", {"inputs": [], "calls": [{"operation": "Dense"}], "outputs": {"triple": [9, 9]}}) * 200:
    parent.send_bytes(json.dumps({"type": "undecided", "actual": actual, "target": actual}).encode())
    parent.recv_bytes()


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
