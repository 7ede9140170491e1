"""The command `kata`: the course, its judge, and what learners, workshops and graders see of them.

Importing it keeps TensorFlow quiet, and what is printed in the order of hashes the same, in every process started
from here.
"""

import os

os.environ["PYTHONHASHSEED"] = "0"  # whatever it was: Dask gives its workers another
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # its notice at the start ignores the log level
