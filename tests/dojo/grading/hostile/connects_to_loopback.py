# Connects to this machine.
# import error: Operation not permitted

import socket

import keras

socket.create_connection(("127.0.0.1", 22))


def build_model(units=3):
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
