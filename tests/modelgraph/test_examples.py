"""The examples in modelgraph's docstrings are true."""

import doctest
from importlib import import_module
from pathlib import Path

import keras
import modelgraph
import pytest

MODULES = sorted(path.stem for path in Path(modelgraph.__file__).parent.glob("*.py") if ">>>" in path.read_text())
FUNCTIONS = [name for name in modelgraph.__all__ if name[0].islower()]


@pytest.mark.parametrize("name", MODULES)
def test_a_modules_examples_run(name: str) -> None:
    module = modelgraph if name == "__init__" else import_module(f"modelgraph.{name}")
    keras.utils.clear_session()  # an earlier test in this process may have left a name scope open
    own = {name: value for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__}
    result = doctest.testmod(module, globs=own)  # an example imports all else itself, so it runs wherever it is copied
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_has_an_example(name: str) -> None:
    assert ">>>" in (getattr(modelgraph, name).__doc__ or "")
