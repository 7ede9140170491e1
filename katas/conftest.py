"""What every spec shares: a quiet TensorFlow, the learner's file, and `build`."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # its notice at the start ignores the log level

import contextlib
import math
import re
import shutil
from pathlib import Path

import keras
import numpy as np
import pytest
from modelgraph import NotAModelError

first_failed = pytest.StashKey[pytest.Item | pytest.Collector]()
KERAS = re.compile(r"(?<=-packages.)(?:keras|tensorflow)\b.*")
RANDOM_INITIALIZERS = (
    keras.initializers.Orthogonal,
    keras.initializers.RandomNormal,
    keras.initializers.RandomUniform,
    keras.initializers.TruncatedNormal,
    keras.initializers.VarianceScaling,
)


def pytest_collect_file(file_path: Path) -> None:
    """A spec's first run copies the starter to the file that the learner edits."""
    answer = file_path.with_name(file_path.name.removeprefix("test_"))
    starter = file_path.with_name("starter.py")
    if file_path.name.startswith("test_") and starter.exists() and not answer.exists():
        shutil.copyfile(starter, answer)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs the tests that use `build` on each way in which the answer builds its model."""
    if "build" not in metafunc.fixturenames:
        return
    answer = metafunc.module.answer
    ways = [name for name in ("build_model", "build_subclassed") if hasattr(answer, name)]
    if "build_model" not in ways:
        pytest.fail(f"{answer.__name__}.py has no build_model, which the spec calls to get the model.", pytrace=False)
    metafunc.parametrize("build", ways, indirect=True, scope="module")


@pytest.fixture(scope="module")
def build(request: pytest.FixtureRequest):
    """The answer's build_model, and in a second run its build_subclassed, if it has one.

    In its own sizes a model is only looked at, never trained: its weights are zeros, for twelve million random
    numbers would take longer than all the rest of a spec.
    """
    name = request.param
    builder = getattr(request.module.answer, name)

    def build(**sizes):
        with contextlib.nullcontext() if sizes else weights_begin_as(keras.ops.zeros):
            model = builder(**sizes)
        if not isinstance(model, keras.Model):
            raise NotAModelError(
                f"{name}() returned {model!r}; a keras.Model was wanted. Does it return the model itself?"
            )
        if name == "build_subclassed" and type(model).__module__.partition(".")[0] == "keras":
            pytest.fail(
                f"build_subclassed() returned a {type(model).__name__} model, of a class of Keras's own. "
                "A model of a subclass that you write was wanted; build_model is for all others.",
                pytrace=False,
            )
        return model

    return build


@pytest.fixture(scope="module", autouse=True)
def random_weights():
    """Weights begin as NumPy's random numbers, which take a fifth of the time that Keras's do.

    Answers may choose any initializer, so no test asks which.
    """
    with weights_begin_as(random_numbers):
        yield


@contextlib.contextmanager
def weights_begin_as(numbers):
    """Weights that are made meanwhile, and would be random, begin as these numbers of their shape and dtype."""
    with pytest.MonkeyPatch.context() as patch:
        for initializer in RANDOM_INITIALIZERS:
            patch.setattr(initializer, "__call__", lambda self, shape, dtype=None, **_: numbers(shape, dtype))
        yield


def random_numbers(shape, dtype):
    """As Glorot and Bengio (2010) choose them, so that what a layer gives is about as large as what it is fed."""
    fan_in, fan_out = math.prod(shape[:-1]), sum(shape[-1:])
    limit = math.sqrt(6 / (fan_in + fan_out))
    numbers = np.random.default_rng(np.random.randint(2**31)).random(shape, "float32")
    return keras.ops.convert_to_tensor((2 * numbers - 1) * limit, dtype)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """A failure shows the lines of the spec and of the answer, and of the dozens of Keras below them where it ended.

    With `--full-trace` it shows all.
    """
    if call.excinfo and not item.config.option.fulltrace:
        error = call.excinfo.value
        whole = call.excinfo.tb
        shorten(error, item.path.parent)
        call.excinfo = pytest.ExceptionInfo.from_exc_info((type(error), error, error.__traceback__ or whole))


def shorten(error: BaseException | None, folder: Path) -> None:
    """Shortens the error's traceback, and those of the errors that led to it."""
    while error:
        shorten_traceback(error, folder)
        error = error.__cause__ or error.__context__


def shorten_traceback(error: BaseException, folder: Path) -> None:
    """Leaves of the traceback the lines of files in the folder, and adds a note on where Keras raised the error."""
    entries = []
    entry = error.__traceback__
    while entry:
        entries.append(entry)
        entry = entry.tb_next
    kept = None
    for entry in reversed(entries):
        code = entry.tb_frame.f_code
        if Path(code.co_filename).parent == folder:
            entry.tb_next, kept = kept, entry
        elif entry is entries[-1] and (place := KERAS.search(code.co_filename)):
            error.add_note(f"{place[0]}:{entry.tb_lineno}: in {code.co_name}")
    error.__traceback__ = kept


def pytest_exception_interact(node: pytest.Item | pytest.Collector) -> None:
    """Remembers the first failure."""
    node.config.stash.setdefault(first_failed, node)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of a failing run says what to do next."""
    if first := config.stash.get(first_failed, None):
        number = first.path.parent.name.split("_")[0].lstrip("0")
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        start = first.name if isinstance(first, pytest.Item) else "the error above"
        terminal.write_line(f"\nStart with {start}. Stuck? uv run kata hint {number}")
