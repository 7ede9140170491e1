"""A judging process: runs one spec on one answer, and tells its parent what happened as it happens."""

import gc
import importlib
import os
import re
import sys
import traceback
from collections.abc import Generator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import keras
import msgspec
import pytest
from modelgraph import Graph, NotAModelError, graph_to_json, style_of

from dojo.verdict import Ended, Graphed, Job, Message, Started, Tested, TestOutcome, Troubled

COLOUR = re.compile(r"\x1b\[[\d;]*m")
LONGEST_MESSAGE = 20_000  # characters; what a learner can read, and what a parent should have to hold


def serve(connection: Connection) -> None:
    """Warms up, waits for a job, does it, and ends the process. The parent's death ends it, too."""
    gc.disable()
    if hasattr(os, "setsid"):
        os.setsid()  # a group of its own, so that the parent can end what the answer starts, too
    _warm_up()
    try:
        job = msgspec.json.decode(connection.recv_bytes(), type=Job)
    except EOFError:
        os._exit(0)
    _quieten()
    reporter = Reporter(connection, job)
    reporter.send(Started())
    if reporter.can_import_answer():
        _run_spec(job, reporter)
    connection.close()
    os._exit(0)  # skips the interpreter's clean-up, and whatever the answer left for it


def _warm_up() -> None:
    """The first operations cost a tenth of a second: pay before the answer comes."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.train_on_batch(keras.ops.ones((1, 2)), keras.ops.ones((1, 1)))


def _quieten() -> None:
    """What the answer prints goes to pytest's reports, and the rest nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _run_spec(job: Job, reporter: "Reporter") -> None:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    spec = Path(job.folder) / job.spec
    settings = Path(job.folder).parent / "pytest.ini"
    # The cache would be thrown away, and looking for unraised exceptions collects garbage, which costs a tenth.
    without = ["-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception"]
    pytest.main([str(spec), "-c", str(settings), *without], plugins=[reporter])


class Reporter:
    """A pytest plugin that sends the outcome of each test."""

    def __init__(self, connection: Connection, job: Job) -> None:
        self._connection = connection
        self._job = job

    def send(self, message: Message) -> None:
        self._connection.send_bytes(msgspec.json.encode(message))

    def can_import_answer(self) -> bool:
        """Imports the answer, where the spec will find it, and reports if that can't be."""
        os.chdir(self._job.folder)
        sys.path.insert(0, self._job.folder)
        try:
            answer = importlib.import_module(self._job.word)
        except BaseException as error:
            self.send(Troubled("import error", self._readable(_from_answer(error, self._job))))
            return False
        if not callable(getattr(answer, "build_model", None)):
            self.send(Troubled("no build_model", f"{self._job.word}.py defines no function build_model."))
            return False
        return True

    def _readable(self, text: str) -> str:
        """Without the folder's path and Keras's colours, which mean nothing to a reader, and of bounded length."""
        text = COLOUR.sub("", text.replace(self._job.folder + os.sep, ""))
        half = LONGEST_MESSAGE // 2
        return text if len(text) <= LONGEST_MESSAGE else f"{text[:half]}\n[...]\n{text[-half:]}"

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
            self.send(Troubled("not a model", str(call.excinfo.value)))
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
