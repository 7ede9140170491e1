"""Runs pytest in forks of one process that has imported Keras, which takes most of a run's time.

Each line on the standard input asks for a run: its folder, pytest's arguments, and the files for its output and its
errors, in JSON. Its exit code is told once it has ended.
"""

import json
import os
import sys

import dojo.preload  # noqa: F401 - what judging processes are forked from: Keras is imported, TensorFlow has no threads
import pytest

for line in sys.stdin:
    folder, arguments, *files = json.loads(line)
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        sys.path.insert(0, folder)  # as `python -m pytest` does it
        for descriptor, file in enumerate(files, start=1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
        code = pytest.main(arguments)
        sys.stdout.flush()
        os._exit(code)
    _, status = os.waitpid(process, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
