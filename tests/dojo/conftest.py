"""A toy course: one quick kata with the real conftest, for tests that run the real command."""

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from dojo.__main__ import main

STARTER = '''"""The starter."""

import keras


def build_model(units=3):
    # TODO: make it three.
    return keras.Sequential([keras.Input((2,), name="pair"), keras.layers.Dense(2, name="triple")])
'''

ANSWER = STARTER.replace("    # TODO: make it three.\n", "").replace("Dense(2", "Dense(units")

SPEC = """import keras
import pytest
import triple as answer
from modelgraph import graph_of


INPUTS = {"pair": keras.Input((2,), name="pair")}


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


def test_it_takes_a_pair(graph):
    assert graph.input_specs == {"pair": "(2,) float32"}


def test_it_gives_a_triple(graph):
    assert graph.output_specs == {"triple": "(3,) float32"}
"""

TOML = """title = "Three of two"
teaches = ["units"]
after = []
minutes = 5
timeout_s = 10
hints = ["How many?", "Look at Dense.", "It has units."]
"""

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def copy_toy(course: Path) -> Path:
    """The folder of a course, written there, with katas 01_triple and 02_other_triple."""
    for name in ("01_triple", "02_other_triple"):
        word = name[3:]
        folder = course / "katas" / name
        folder.mkdir(parents=True)
        (folder / "starter.py").write_text(STARTER)
        (folder / f"test_{word}.py").write_text(SPEC.replace("import triple", f"import {word}"))
        (folder / "kata.toml").write_text(TOML)
        (folder / "README.md").write_text(f"# {name}\n\nMake three of two.\n")
        solutions = course / "solutions" / name
        solutions.mkdir(parents=True)
        (solutions / "functional.py").write_text(ANSWER)
    for shared in ("conftest.py", "pytest.ini"):
        shutil.copy(ROOT / "katas" / shared, course / "katas")
    return course


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folder of the toy course."""
    return copy_toy(tmp_path / "course")


@pytest.fixture
def kata(toy: Path) -> Run:
    """Runs the command `kata` in the toy course, without a terminal, here: TensorFlow is imported once for many."""

    def run(*arguments: str, cwd: Path = toy, **environment: str) -> subprocess.CompletedProcess[str]:
        out, errors = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd)
            patch.setattr(sys, "argv", ["kata", *arguments])
            for name, value in environment.items():
                patch.setenv(name, value)
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), pytest.raises(SystemExit) as end:
                main()
        return subprocess.CompletedProcess(arguments, end.value.code or 0, out.getvalue(), errors.getvalue())

    return run


@pytest.fixture
def kata_process(toy: Path) -> Run:
    """Runs the command `kata` in the toy course, without a terminal, in a process of its own."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("kata")), *arguments]
        return subprocess.run(command, **{"cwd": toy, "capture_output": True, "text": True, "timeout": 120} | options)

    return run
