"""Imported once by the process that judging processes are forked from: what all of them need.

It must not run an operation nor make a layer's weights: TensorFlow then starts threads, and a process forked
after that hangs (measured on TensorFlow 2.21).
"""

import gc

import keras  # noqa: F401
import modelgraph.same  # noqa: F401
import pytest  # noqa: F401

import dojo.child  # noqa: F401

gc.collect()
gc.freeze()  # the children share these objects' pages, as long as no collection touches them
