"""What a verdict depends on beside the answer, as one hash: when that changes, answers are judged anew."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import modelgraph

import dojo
from dojo.course import Kata

JUDGING = (
    "child comparer eager judge own_test own_test_judge preload sandbox spec_runner syscalls verdict watch".split()
)  # dojo's modules
PACKAGES = ("keras", "numpy", "pytest")


def judged_by(kata: Kata, sandbox: bool = True) -> str:
    """The hash of the kata, of all code that judges an answer to it, and of whether the answer is confined."""
    found = hashlib.sha256(repr([kata.name, sandbox, *map(version, PACKAGES)]).encode())
    for file in (*kata.judging_files, *judging_code()):
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def judging_code() -> list[Path]:
    """The files of this project's code that judges."""
    ours, graphs = (Path(str(package.__file__)).parent for package in (dojo, modelgraph))
    return [*(ours / f"{name}.py" for name in JUDGING), *sorted(graphs.glob("*.py"))]
