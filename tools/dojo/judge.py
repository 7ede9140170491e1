"""The judge: a fresh folder, the pristine spec, a process of its own for each answer, and a verdict.

One path for learners, for the course's own checks and for graders, so that grading can't drift from learning.
"""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.pool import AsyncResult, ThreadPool
from pathlib import Path
from typing import Any

import msgspec

from dojo import own_test
from dojo.comparer import Comparer
from dojo.course import Kata
from dojo.own_test import Found, OwnTest
from dojo.verdict import Ended, Graphed, GraphVerdict, Job, Message, Tested, TestOutcome, Troubled, Verdict
from dojo.watch import Watch

WARM_UP_TIMEOUT_S = 180.0  # importing TensorFlow on a slow laptop whose virus scanner reads it all first
LONGEST_REPORT = 1_000_000  # bytes of one message
MOST_OWN_TESTS = 100  # that a judge remembers: those of one learner at work
MOST_REPORTS = 500  # ten times what the longest spec sends, and the most that a parent should have to hold
NOT_STARTED = (  # not the answer's fault
    "The judging process ended before it started; does `import keras` work?",
    f"TensorFlow was not imported within {WARM_UP_TIMEOUT_S:g} s.",
)

_DECODER: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


class Judge:
    """Judges one answer after another, each in a process that has warmed up ahead of need.

    A learner's own test is tried on several answers, `at_once` of them at a time.

    On Linux the processes are forked from one that has imported TensorFlow. Elsewhere forking it is not safe
    (macOS) or not there (Windows), and each process imports it for itself, ahead of need.
    """

    def __init__(self, sandbox: bool = True, at_once: int = 1) -> None:
        self._sandbox = sandbox
        self._processes: Any = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            self._processes.set_forkserver_preload(["dojo.preload"])
        self._starting = ThreadPool(at_once)  # of daemons: the command's end is not to wait for an import
        self._ready = deque(self._starting.apply_async(self._worker) for _ in range(at_once))
        self._running: set[_Worker] = set()
        self._own_tests: dict[tuple[str, OwnTest, bytes], Found] = {}
        self._comparer = Comparer(self._processes, sandbox)
        self._comparing = ThreadPool(1)  # of daemons: Ctrl-C is not to wait for a comparison
        self._comparing.apply_async(self._comparer.start)

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, *_: object) -> None:
        for ready in self._ready:
            ready.wait()
            if ready.successful():
                ready.get().stop()
        self._starting.terminate()
        self._comparing.terminate()
        self._comparer.stop()

    def warm_up(self) -> bool:
        """Waits until TensorFlow is imported and a process is ready for the next answer; says whether that is so."""
        return all(ready.get().becomes_warm() for ready in self._ready)

    def abandon(self) -> None:
        """Ends the judgement that runs in another thread; what it still gives there is worth nothing."""
        for worker in self._running.copy():
            worker.kill()

    def judge(
        self,
        kata: Kata,
        answer: Path,
        watch: Callable[[Message], None] = lambda report: None,
        my_test: Path | None = None,
    ) -> Verdict:
        """The verdict on the answer in that file; `watch` gets each report of the judging process as it comes.

        Where the kata asks for a test of the learner's own, it is `my_test`, or else `my_test.py` beside the answer.
        """
        try:
            source = answer.read_bytes()
        except FileNotFoundError:
            return _unread(
                kata, f"There is no file {answer}. `uv run kata reset {kata.number}` makes one from the starter."
            )
        except OSError as error:
            return _unread(kata, f"{answer} can't be read: {error.strerror}. A Python file was wanted.")
        if not source.strip():
            told = f"{answer.name} is empty. `uv run kata reset {kata.number}` makes one from the starter."
            return Verdict(kata.name, False, "no build_model", told)
        verdict = self._by_spec(kata, source, watch)
        if not kata.toml.own_test:
            return verdict
        own = own_test.ungraded()
        if verdict.passed:
            mine = my_test or answer.with_name("my_test.py")
            own = own_test.graded(kata, mine, answer, partial(self._own_test_on_each, kata, mine))
        passed = verdict.passed and all(test.passed for test in own)
        return msgspec.structs.replace(verdict, tests=[*verdict.tests, *own], passed=passed)

    def _own_test_on_each(self, kata: Kata, my_test: Path, own: OwnTest, answers: Sequence[Path]) -> list[Found]:
        """What a learner's test says on each of the answers."""
        with ThreadPool(len(self._ready)) as runs:
            return runs.map(partial(self._own_test_on, kata, my_test, own), answers)

    def _own_test_on(self, kata: Kata, my_test: Path, own: OwnTest, answer: Path) -> Found:
        """What a learner's test says on an answer; asked once while the three stay the same."""
        source = answer.read_bytes()
        found = self._own_tests.get((kata.name, own, source))
        if found is None:
            found = own_test.found_in(own, self._run(kata, source, my_test)[0])
            if len(self._own_tests) >= MOST_OWN_TESTS:
                self._own_tests.clear()
            if not found.trouble:  # a slow machine's may be gone the next time
                self._own_tests[kata.name, own, source] = found
        return found

    def _by_spec(self, kata: Kata, source: bytes, watch: Callable[[Message], None]) -> Verdict:
        """The verdict as far as the kata's own tests go; graphs are compared while the tests still run."""
        comparisons: list[AsyncResult[GraphVerdict]] = []

        def compare(report: Message) -> None:
            if isinstance(report, Graphed) and kata.target.exists():
                comparisons.append(
                    self._comparing.apply_async(self._comparer.compare, (bytes(report.graph), kata.target))
                )
            watch(report)

        reports, seconds = self._run(kata, source, kata.spec, compare)
        return _verdict(kata, reports, _deciding(comparisons), seconds)

    def _run(
        self, kata: Kata, source: bytes, spec: Path, watch: Callable[[Message], None] = lambda report: None
    ) -> tuple[list[Message], float]:
        """What a process of its own reports of that spec on that answer, and how many seconds it took."""
        reports = []
        worker = None
        ready = self._ready.popleft()
        try:
            worker = ready.get()
            self._running.add(worker)
            job = _laid_out(kata, source, spec, worker.folder)
            for report in worker.reports(job, kata.toml.timeout_s):
                reports.append(report)
                watch(report)
        finally:
            if worker:
                self._running.discard(worker)
                worker.kill()
            self._ready.append(self._starting.apply_async(self._worker, (worker,)))
        return reports, worker.seconds

    def _worker(self, last: "_Worker | None" = None) -> "_Worker":
        """A process for an answer to come, once all that is left of the last one's is gone."""
        if last:
            last.stop()
        return _Worker(self._processes, self._sandbox)


def _deciding(comparisons: list[AsyncResult[GraphVerdict]]) -> GraphVerdict | None:
    """The verdict on the graphs of the answer's models: the first that isn't the target decides."""
    found = [comparison.get() for comparison in comparisons]
    return next((one for one in found if not one.same), found[0] if found else None)


def _unread(kata: Kata, message: str) -> Verdict:
    return Verdict(kata.name, False, "missing", message)


def _laid_out(kata: Kata, source: bytes, spec: Path, place: Path) -> Job:
    """The answer under the learner's file name beside the spec, as in a checkout."""
    folder = place / kata.name
    folder.mkdir()
    (folder / kata.answer.name).write_bytes(source)
    for given in (spec, kata.target):
        if given.exists():
            shutil.copy(given, folder)
    for shared in kata.shared_files:
        shutil.copy(shared, place)
    return Job(str(folder), kata.word, spec.name, shows_target=spec != kata.spec)  # a learner's test may compare, too


def _verdict(kata: Kata, reports: list[Message], graph: GraphVerdict | None, seconds: float) -> Verdict:
    """What the reports amount to.

    Passed only if every test that the spec holds is reported passed by name, and, where the kata has a target,
    the graphs are it: so what a report claims is worth nothing without the right graph.
    """
    told = {report.test.name: report.test for report in reports if isinstance(report, Tested)}
    ran = {test.function for test in told.values()}
    tests = [*told.values(), *(TestOutcome(name, "not run") for name in kata.tests if name not in ran)]
    tests.sort(key=lambda test: kata.tests.index(test.function) if test.function in kata.tests else -1)
    trouble = next((report for report in reports if isinstance(report, Troubled)), None)
    right_graph = graph.same if graph else not kata.target.exists()
    if trouble is None and graph is None and not right_graph and all(test.passed for test in tests):
        trouble = Troubled("crash", f"{kata.word}.py gave no graph of its model, though every test was told as passed.")
    return Verdict(
        kata=kata.name,
        passed=trouble is None and right_graph and all(test.passed for test in tests),
        problem=trouble.problem if trouble else None,
        message=trouble.message if trouble else None,
        seconds=round(seconds, 3),
        styles=[report.style for report in reports if isinstance(report, Graphed)],
        tests=tests,
        graph=graph,
    )


class _Worker:
    """A judging process that waits for its one job, warmed up or still warming up, and a folder for that job."""

    def __init__(self, processes: Any, sandbox: bool) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)
        self.folder = Path(self._place.name).resolve()
        self._connection, theirs = processes.Pipe()
        self._process = processes.Process(target=_in_process, args=(theirs, self.folder, sandbox), daemon=True)
        self._process.start()
        theirs.close()
        self.seconds = 0.0

    def reports(self, job: Job, timeout_s: float) -> Iterator[Message]:
        """What the process tells while it does the job, and whatever became of the process in the end."""
        yield from self._until_started(job)
        started = time.monotonic()
        running = ""
        watch = Watch(self._process.pid, self.folder, timeout_s, self.kill)
        try:
            for _ in range(MOST_REPORTS):
                report = self._received()
                yield report
                if isinstance(report, Ended):
                    return
                if isinstance(report, Tested):
                    running = f" after {report.test.name}"
            yield Troubled("crash", f"{job.word}.py sent more than {MOST_REPORTS} reports.")
        except EOFError:
            ended = f"{job.word}.py ended its process{running}, before the spec had run to its end."
            yield watch.trouble(running) or Troubled("crash", ended)
        except ConnectionResetError:  # with the job unread
            yield watch.trouble(running) or Troubled("crash", NOT_STARTED[0])
        except (msgspec.DecodeError, OSError) as error:
            told = Troubled("crash", f"The judging process sent a report that can't be read: {error}")
            yield watch.trouble(running) or told
        finally:
            watch.stop()
            self.seconds = time.monotonic() - started

    def _until_started(self, job: Job) -> Iterator[Message]:
        try:
            if self.becomes_warm():
                self._received()
                self._connection.send_bytes(msgspec.json.encode(job))
                return
            yield Troubled("timeout", NOT_STARTED[1])
        except (EOFError, OSError):
            yield Troubled("crash", NOT_STARTED[0])

    def _received(self) -> Message:
        return _DECODER.decode(self._connection.recv_bytes(LONGEST_REPORT))

    def becomes_warm(self) -> bool:
        """Waits until the process is ready for its job; says whether that is so in the end."""
        return bool(self._connection.poll(WARM_UP_TIMEOUT_S))

    def stop(self) -> None:
        """Ends the process and what it has started, and waits for its end."""
        self.kill()
        self._process.join()
        self._connection.close()
        with suppress(RecursionError):
            self._place.cleanup()
        if self.folder.exists() and (remover := shutil.which("rm")):  # of folders in folders, thousands deep
            subprocess.run([remover, "-rf", self.folder], capture_output=True)

    def kill(self) -> None:
        """Ends the process and what it has started."""
        if self._process.pid is not None and hasattr(os, "killpg"):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._process.kill()
        else:
            self._process.kill()


def _in_process(connection: Connection, folder: Path, sandbox: bool) -> None:
    from dojo.child import serve  # imports Keras, which only judging processes do

    serve(connection, folder, sandbox)
