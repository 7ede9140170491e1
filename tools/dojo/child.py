"""A judging process: runs one spec on one answer, and tells its parent what happened as it happens."""

import gc
import importlib.util
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path
from types import ModuleType
from typing import Any

import _pytest._code.code
import keras
import modelgraph.same
import msgspec
import pytest
from keras.src.utils.naming import reset_uids
from modelgraph import Graph, NotAModelError, compare, graph_from_json, graph_of, graph_to_json, model_of, style_of
from modelgraph.same import decided_by_numbers

from dojo import sandbox
from dojo.eager import operations_have_run, run_operations_directly, take_short_cuts
from dojo.line_numbers import make_files_easy_to_find
from dojo.verdict import Claimed, Ended, Graphed, Job, Message, Started, Tested, TestOutcome, Troubled, Undecided

COLOUR = re.compile(r"\x1b\[[\d;]*m")
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+")
RUNS_AT_IMPORT = "can't be run: it uses TensorFlow while it is imported. Do it in a fixture or in a test."
SHOWN_AFTER_S = 0.15  # after a verdict comes, what shows it needs the processor
LONGEST_QUESTION = 900_000  # characters; a parent reads reports of up to a million
LONGEST_MESSAGE = 20_000  # characters; what a learner can read, and what a parent should have to hold


def serve(line: Connection, job: Job, forks: bool, sandboxed: bool) -> None:
    """Reads the spec ahead of the answers, and runs it on an answer.

    A process that `forks` runs it on one answer after another, each in a process of its own that it forks when a
    connection arrives on the line; any other on one, the line being its connection. The judge's death ends all.
    """
    gc.disable()
    _lead_a_group()
    if forks:
        _close_all_but(line)
    _quieten()
    folder = Path(job.folder).parent
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    take_short_cuts()
    _run_spec(job, Reporter(line, job, forks, sandboxed))
    os._exit(0)


def _lead_a_group() -> None:
    """Makes this process's own group, so that the judge can end what an answer starts, too."""
    if hasattr(os, "setsid"):
        os.setsid()


def _close_all_but(line: Connection) -> None:
    """Leaves answers no way to the processes of this one's family but their own connections."""
    os.closerange(3, line.fileno())
    os.closerange(line.fileno() + 1, 65_536)


def _quieten() -> None:
    """What the answer prints goes to pytest's reports, and the rest nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _forked(line: Connection) -> Connection:
    """The connection of one of the answers to come, in a process forked for it: each time one ends, the next begins."""
    try:
        while True:
            connection = Connection(recv_handle(line))
            child = os.fork()
            if child == 0:
                line.close()
                _lead_a_group()
                return connection
            connection.close()
            line.recv_bytes()
            os.waitpid(child, 0)
            line.send_bytes(b"")
    except (EOFError, OSError):
        os._exit(0)


def _exercises(target: Path) -> Iterator[None]:
    """Does in short steps what answers and specs do: the first time takes longest, so pay before the answer comes."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.train_on_batch(keras.ops.ones((2, 2)), keras.ops.ones((2, 2)))
    if target.exists():
        yield
        graph = graph_from_json(target.read_bytes())
        model = model_of(graph)
        yield
        compare(graph_of(model), graph)


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
    # Files that capture what is printed would be common to all answers.
    own = ["--basetemp", str(settings.with_name("tmp_path")), "--capture=sys"]
    # A traceback of pytest.ini's style shows one line of a statement: spares parsing the spec to find its last.
    tracebacks: Any = _pytest._code.code
    tracebacks.getstatementrange_ast = lambda line, source, astnode=None: (astnode, line, line + 1)
    same: Any = modelgraph.same
    same.decided_by_numbers = reporter.decided_by_numbers
    pytest.main([str(spec), "-c", str(settings), *own, *without], plugins=[reporter])


def _waiting_answer(job: Job, begin: Callable[[], None]) -> Callable[[], ModuleType]:
    """Puts the answer's module where the spec will find it, and gives what runs its code, once `begin` returns.

    Run it after the spec has read its target: the file is then gone, so that no answer can read it. A test that asks
    for something in the module earlier, as `from two_inputs import build_model` does, has the code run at once.
    """
    found = importlib.util.spec_from_file_location(job.word, Path(job.folder) / f"{job.word}.py")
    assert found
    assert found.loader
    loader, answer = found.loader, importlib.util.module_from_spec(found)
    sys.modules[job.word] = answer

    def run() -> ModuleType:
        if vars(answer).pop("__getattr__", None):
            begin()
            if not job.is_own_test:
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
        if self.reporter.job.is_own_test:  # it is as little trusted as the answers
            self.reporter.begin()
        self.obj  # noqa: B018 - imports the spec
        return super().collect() if self.reporter.can_import_answer() else []


class Reporter:
    """A pytest plugin that waits for an answer once one is needed, and sends the outcome of each test on it."""

    def __init__(self, line: Connection, job: Job, forks: bool, sandboxed: bool) -> None:
        self._line = line
        self.job = job
        self._forks = forks
        self._sandboxed = sandboxed
        self._connection: Connection | None = None
        self._run_answer = _waiting_answer(job, self.begin)

    def begin(self) -> None:
        """Waits for an answer; if this process forks, then in one of its own, which alone comes back."""
        if self._connection is not None:
            return
        hangs = self._forks and operations_have_run()
        make_files_easy_to_find()  # of the modules that are new
        self._connection = _forked(self._line) if self._forks else self._line
        if self._sandboxed:
            sandbox.limit()
            sandbox.confine(Path(self.job.folder).parent)
        os.chdir(self.job.folder)
        if not hangs:
            run_operations_directly()
        try:
            self.send(Started(os.getpid()))
            if not hangs and self.job.number is not None:
                self._practise()
            self._connection.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)
        if hangs:
            self.send(Troubled("crash", f"{self.job.spec} {RUNS_AT_IMPORT}"))
            self.pytest_sessionfinish()

    def _practise(self) -> None:
        """Warms this process up as long as no answer comes, once the last one's verdict has been shown."""
        assert self._connection
        if not self._connection.poll(SHOWN_AFTER_S):
            for _ in _exercises(Path(self.job.folder, "target.json")):
                if self._connection.poll():
                    break
        reset_uids()  # an answer's layers are to be named as in a process of its own

    def send(self, message: Message) -> None:
        """Tells the judge, of the answer that it has given."""
        self.begin()
        assert self._connection
        self._connection.send_bytes(msgspec.json.encode(message))

    def decided_by_numbers(self, actual: bytes, target: bytes) -> dict[int, int] | None:
        """What modelgraph's function of that name gives, found by a process that has the target's numbers already."""
        if len(actual) + len(target) > LONGEST_QUESTION:
            return decided_by_numbers(actual, target)
        self.send(Undecided(msgspec.Raw(actual), msgspec.Raw(target)))
        assert self._connection
        return msgspec.json.decode(self._connection.recv_bytes(), type=dict[int, int] | None)

    def can_import_answer(self) -> bool:
        """Runs the answer's code, and reports if that can't be."""
        try:
            answer = self._run_answer()
        except MemoryError:
            self.send(Troubled("memory", f"{self.job.word}.py asked for more memory than an answer may have."))
            return False
        except BaseException as error:
            self.send(Troubled("import error", self._readable(_from_answer(error, self.job))))
            return False
        if not callable(getattr(answer, "build_model", None)):
            self.send(Troubled("no build_model", f"{self.job.word}.py defines no function build_model."))
            return False
        return True

    def _readable(self, text: str) -> str:
        """Of bounded length, and without what means nothing to a reader: the folder's path, colours, addresses."""
        half = LONGEST_MESSAGE // 2
        text = text if len(text) <= LONGEST_MESSAGE else f"{text[:half]}\n[...]\n{text[-half:]}"
        return ADDRESS.sub("0x…", COLOUR.sub("", text.replace(self.job.folder + os.sep, "")))

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

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Has one of two processes begin with what only looks at a model in its own sizes, the other with the rest.

        So the large model is seldom built twice.
        """
        if self.job.number is not None:
            ends_with_model = self.job.number % 2 == 1
            items.sort(key=lambda item: (_way(item), ("model" in _fixtures(item)) == ends_with_model))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Leaves a test alone that another process runs on this answer.

        A test's cases on a model run in one process: what they share is computed once.
        """
        if self.job.number is None:
            return None
        self.send(Claimed(TestOutcome(_name(item.nodeid), "not run").on_model))
        assert self._connection
        return None if self._connection.recv_bytes() else True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        outcome = "xfailed" if hasattr(report, "wasxfail") else report.outcome
        self.send(Tested(TestOutcome(_name(report.nodeid), outcome, self._readable(_told(report)))))

    def pytest_sessionfinish(self) -> None:
        self.send(Ended())
        os._exit(0)  # skips the interpreter's clean-up, and whatever the answer left for it


def _way(item: pytest.Item) -> int:
    """The number of the way in which the answer builds the model that is tested."""
    case = getattr(item, "callspec", None)
    return case.indices.get("build", 0) if case else 0


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _name(nodeid: str) -> str:
    return nodeid.split("::", 1)[1]


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
