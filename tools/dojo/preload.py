"""Imported once by the process that judging processes are forked from: what all of them need.

It must not run an operation nor make a layer's weights: TensorFlow then starts threads, and a process forked
after that hangs (measured on TensorFlow 2.21).
"""

import gc
import signal
from importlib import import_module

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command; imports that it breaks off print tracebacks
gc.disable()  # of all that imports make, there is nothing to collect: looking for it takes a tenth of their time

import keras  # noqa: F401
import modelgraph.running
import modelgraph.same
import modelgraph.weights  # noqa: F401
import numpy.random
import numpy.testing  # noqa: F401
from _pytest.config import default_plugins

import dojo.child  # noqa: F401
from dojo.line_numbers import make_files_easy_to_find, make_line_numbers_easy_to_find

for plugin in default_plugins:
    import_module(f"_pytest.{plugin}")
make_files_easy_to_find()
make_line_numbers_easy_to_find()
gc.freeze()  # the children share these objects' pages, as long as no collection touches them
gc.enable()
