"""A judging process: runs one spec on one answer, and tells its parent what happened as it happens."""

import gc
import importlib.util
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import keras
import msgspec
import pytest
from modelgraph import Graph, NotAModelError, graph_to_json, style_of

from dojo import sandbox
from dojo.eager import run_operations_directly, take_short_cuts
from dojo.verdict import Ended, Graphed, Job, Message, Started, Tested, TestOutcome, Troubled

COLOUR = re.compile(r"\x1b\[[\d;]*m")
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+")
LONGEST_MESSAGE = 20_000  # characters; what a learner can read, and what a parent should have to hold


def serve(connection: Connection, folder: Path, sandboxed: bool) -> None:
    """Warms up, waits for a job in that folder, does it, and ends the process. The parent's death ends it, too."""
    gc.disable()
    if hasattr(os, "setsid"):
        os.setsid()  # a group of its own, so that the parent can end what the answer starts, too
    _keep_temporary_files_in(folder)
    if sandboxed and sys.platform == "linux":
        _close_all_but(connection)
        sandbox.limit()
        sandbox.confine(folder)
    _warm_up()
    try:
        connection.send_bytes(msgspec.json.encode(Started()))
        job = msgspec.json.decode(connection.recv_bytes(), type=Job)
    except (EOFError, OSError):
        os._exit(0)
    _quieten()
    _run_spec(job, Reporter(connection, job))
    connection.close()
    os._exit(0)  # skips the interpreter's clean-up, and whatever the answer left for it


def _keep_temporary_files_in(folder: Path) -> None:
    tempfile.tempdir = str(folder)
    os.environ["TMPDIR"] = str(folder)


def _close_all_but(connection: Connection) -> None:
    """Leaves the answer no way to the processes of this one's family but its own connection."""
    os.closerange(3, connection.fileno())
    os.closerange(connection.fileno() + 1, 65_536)


def _warm_up() -> None:
    """The first operations cost a tenth of a second: pay before the answer comes."""
    run_operations_directly()
    take_short_cuts()
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.train_on_batch(keras.ops.ones((2, 2)), keras.ops.ones((2, 2)))


def _quieten() -> None:
    """What the answer prints goes to pytest's reports, and the rest nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _run_spec(job: Job, reporter: "Reporter") -> None:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):  # whatever who judges has set for other tests
        os.environ.pop(name, None)
    os.chdir(job.folder)
    sys.path.insert(0, job.folder)
    spec = Path(job.folder) / job.spec
    settings = Path(job.folder).parent / "pytest.ini"
    # The cache would be thrown away, and looking for unraised exceptions collects garbage, which costs a tenth.
    without = ["-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception"]
    own = ["--basetemp", str(settings.with_name("tmp_path"))]
    pytest.main([str(spec), "-c", str(settings), *own, *without], plugins=[reporter])


def _waiting_answer(job: Job) -> Callable[[], ModuleType]:
    """Puts the answer's module where the spec will find it, and gives what runs its code.

    Run it after the spec has read its target: unless the job shows it, the file is then gone, so that no answer can
    read it. A test that asks for something in the module earlier, as `from two_inputs import build_model` does, has
    the code run at once.
    """
    found = importlib.util.spec_from_file_location(job.word, Path(job.folder) / f"{job.word}.py")
    assert found
    assert found.loader
    loader, answer = found.loader, importlib.util.module_from_spec(found)
    sys.modules[job.word] = answer

    def run() -> ModuleType:
        if vars(answer).pop("__getattr__", None):
            if not job.shows_target:
                Path(job.folder, "target.json").unlink(missing_ok=True)
            loader.exec_module(answer)
        return answer

    def attribute(name: str) -> Any:
        if name.startswith("__") and name != "__all__":  # which `import *` asks for first
            raise AttributeError(name)
        return getattr(run(), name)

    vars(answer)["__getattr__"] = attribute
    return run


class SpecModule(pytest.Module):
    """The spec, whose tests are found once the answer's code has run."""

    reporter: "Reporter"

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The spec's tests, or none if the answer can't be imported."""
        self.obj  # noqa: B018 - imports the spec
        return super().collect() if self.reporter.can_import_answer() else []


class Reporter:
    """A pytest plugin that sends the outcome of each test."""

    def __init__(self, connection: Connection, job: Job) -> None:
        self._connection = connection
        self._job = job
        self._run_answer = _waiting_answer(job)

    def send(self, message: Message) -> None:
        self._connection.send_bytes(msgspec.json.encode(message))

    def can_import_answer(self) -> bool:
        """Runs the answer's code, and reports if that can't be."""
        try:
            answer = self._run_answer()
        except MemoryError:
            self.send(Troubled("memory", f"{self._job.word}.py asked for more memory than an answer may have."))
            return False
        except BaseException as error:
            self.send(Troubled("import error", self._readable(_from_answer(error, self._job))))
            return False
        if not callable(getattr(answer, "build_model", None)):
            self.send(Troubled("no build_model", f"{self._job.word}.py defines no function build_model."))
            return False
        return True

    def _readable(self, text: str) -> str:
        """Of bounded length, and without what means nothing to a reader: the folder's path, colours, addresses."""
        half = LONGEST_MESSAGE // 2
        text = text if len(text) <= LONGEST_MESSAGE else f"{text[:half]}\n[...]\n{text[-half:]}"
        return ADDRESS.sub("0x…", COLOUR.sub("", text.replace(self._job.folder + os.sep, "")))

    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> SpecModule:
        module: SpecModule = SpecModule.from_parent(parent, path=module_path)
        module.reporter = self
        return module

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, Any, Any]:
        """Sends the graph that the spec has read from each of the answer's models."""
        value = yield
        if fixturedef.argname == "graph" and isinstance(value, Graph):
            style = style_of(request.getfixturevalue("model"))
            self.send(Graphed(style, msgspec.Raw(graph_to_json(value))))
        return value

    def pytest_exception_interact(
        self, call: pytest.CallInfo[Any], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        if call.excinfo and isinstance(call.excinfo.value, NotAModelError):
            self.send(Troubled("not a model", self._readable(str(call.excinfo.value))))
        if isinstance(report, pytest.CollectReport):
            self.send(Troubled("crash", self._readable(f"The spec can't be run.\n{report.longreprtext}")))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        outcome = "xfailed" if hasattr(report, "wasxfail") else report.outcome
        name = report.nodeid.split("::", 1)[1]
        self.send(Tested(TestOutcome(name, outcome, self._readable(_told(report)))))

    def pytest_sessionfinish(self) -> None:
        self.send(Ended())


def _told(report: pytest.TestReport) -> str:
    printed = f"\n\nYour answer printed:\n{report.capstdout}" if report.failed and report.capstdout else ""
    return report.longreprtext + printed


def _from_answer(error: BaseException, job: Job) -> str:
    """The error with the lines of the answer that led to it, as Python shows it."""
    if isinstance(error, SystemExit):
        return f"{job.word}.py ended Python with sys.exit({error.code!r}) while it was imported."
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(job.folder)]
    return "".join([*traceback.format_list(own), *traceback.format_exception_only(error)]).rstrip()
