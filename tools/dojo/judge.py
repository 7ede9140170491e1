"""The judge: a fresh folder, the pristine spec, a process of its own for each answer, and a verdict.

One path for learners, for the course's own checks and for graders, so that grading can't drift from learning.
"""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from multiprocessing.pool import AsyncResult, ThreadPool
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dojo import own_test
from dojo.comparer import Comparer
from dojo.course import Kata
from dojo.own_test import MY_TEST
from dojo.own_test_judge import OwnTestJudge
from dojo.spec_runner import FORKS, SpecRunner, Version, version_of
from dojo.verdict import Claimed, Graphed, GraphVerdict, Message, Question, Tested, TestOutcome, Troubled, Verdict


class Judge:
    """Judges one answer after another, each in a process of its own.

    Of a kata that is expected it keeps `ahead` processes warm, ahead of its answers, which share an answer's tests.
    A learner's own test is tried on as many answers at a time.
    """

    def __init__(self, sandbox: bool = True, ahead: int = 0) -> None:
        self._sandbox = sandbox
        self._ahead = ahead
        self._at_once = max(1, ahead)
        self._judging = ThreadPool(self._at_once)  # of daemons: Ctrl-C is not to wait for a verdict
        self._processes: Any = multiprocessing.get_context("forkserver" if FORKS else "spawn")
        if FORKS:
            self._processes.set_forkserver_preload(["dojo.preload"])
        self._expected: Kata | None = None
        self._starting = ThreadPool(self._at_once)  # of daemons: the command's end is not to wait for an import
        self._ready: deque[AsyncResult[SpecRunner]] = deque()
        self._running: set[SpecRunner] = set()
        self._abandoned = threading.Event()
        self._last_right: _Right | None = None
        self._own_tests = OwnTestJudge(self._for_own_test, self._reports, self._judging, self._abandoned)
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
        self._judging.terminate()
        self._starting.terminate()
        self._comparing.terminate()
        self._comparer.stop()

    def expect(self, kata: Kata) -> None:
        """Has processes warmed up for that kata's next answers."""
        self._expected = kata
        for number in range(self._ahead):
            last = self._ready.popleft() if len(self._ready) == self._ahead else None
            self._ready.append(self._starting.apply_async(self._prepared, (last, number)))

    def warm_up(self) -> bool:
        """Waits until TensorFlow is imported and the expected kata's processes are ready; says whether that is so."""
        return all(ready.get().becomes_warm() for ready in self._ready)

    def abandon(self) -> None:
        """Ends the judgement that runs in another thread; what it still gives there is worth nothing."""
        self._abandoned.set()
        for runner in self._running.copy():
            runner.kill()

    def judge(
        self,
        kata: Kata,
        answer: Path,
        watch: Callable[[Message], None] = lambda report: None,
        my_test: Path | None = None,
        is_enough: Callable[[Message], bool] = lambda report: False,
    ) -> Verdict:
        """The verdict on the answer in that file; `watch` gets each report of the judging process as it comes.

        Where the kata asks for a test of the learner's own, it is `my_test`, or else `my_test.py` beside the answer.
        While that test alone changes, the spec isn't run again on an answer that has passed it.
        After a report that `is_enough`, the rest of the spec isn't run.
        """
        self._abandoned.clear()
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
        verdict = self._by_spec(kata, source, watch, is_enough)
        if not kata.toml.own_test:
            return verdict
        mine = my_test or answer.with_name(MY_TEST)
        own = self._own_tests.graded(kata, mine, answer) if verdict.passed else own_test.ungraded()
        passed = verdict.passed and all(test.passed for test in own)
        return msgspec.structs.replace(verdict, tests=[*verdict.tests, *own], passed=passed)

    def try_own_test(self, kata: Kata) -> None:
        """Tries the learner's own test, if the kata asks for one, on the answers that it is graded on beside theirs.

        So their next verdict needn't wait for that.
        """
        if kata.toml.own_test:
            self._own_tests.graded(kata, kata.answer.with_name(MY_TEST), kata.solutions / "functional.py")

    def _by_spec(
        self, kata: Kata, answer: bytes, watch: Callable[[Message], None], is_enough: Callable[[Message], bool]
    ) -> Verdict:
        """The verdict as far as the kata's own tests go; graphs are compared while the tests still run."""
        known, version = self._last_right, version_of(kata, kata.spec) if kata.toml.own_test else None
        if known and (known.version, known.answer) == (version, answer):
            for report in known.reports:
                watch(report)
            return known.verdict
        comparisons: list[AsyncResult[GraphVerdict]] = []

        def compare(report: Message) -> None:
            if isinstance(report, Graphed) and kata.target.exists():
                comparisons.append(
                    self._comparing.apply_async(self._comparer.compare, (bytes(report.graph), kata.target))
                )
            watch(report)

        told = _Told(compare, is_enough)
        ready = [self._ready.popleft().get() if self._ready else None for _ in range(self._at_once)]
        runners = [self._suited(runner, kata, number) for number, runner in enumerate(ready)]
        try:
            self._judging.map(partial(self._report, told, answer), runners, chunksize=1)
        finally:
            for runner in runners:
                self._ready.append(self._starting.apply_async(self._renewed, (runner,)))
        verdict = _verdict(kata, told.reports, _deciding(comparisons), max(runner.seconds for runner in runners))
        if version and verdict.passed:
            self._last_right = _Right(version, answer, told.reports, verdict)
        return verdict

    def _report(self, told: "_Told", answer: bytes, runner: SpecRunner) -> None:
        """Has the runner's reports on an answer taken down."""
        self._running.add(runner)
        try:
            for report in runner.reports(answer, partial(self._reply, told, runner)):
                told.take_down(report)
                if told.is_enough:
                    break
        finally:
            self._running.discard(runner)
            runner.kill()

    def _reports(self, runner: SpecRunner, answer: bytes) -> list[Message]:
        """The runner's reports on an answer."""
        told = _Told()
        self._report(told, answer, runner)
        return told.reports

    def _reply(self, told: "_Told", runner: SpecRunner, question: Question) -> bytes:
        if isinstance(question, Claimed):
            return b"yes" if told.is_run_by(runner, question.test) else b""
        return self._comparing.apply(self._comparer.decide, (question,))

    def _suited(self, runner: SpecRunner | None, kata: Kata, number: int) -> SpecRunner:
        """That runner if it has read the kata's spec, or else a new one in its place."""
        if runner and runner.is_for(kata, kata.spec):
            return runner
        if runner:
            runner.stop()
        return SpecRunner(self._processes, self._sandbox, kata, kata.spec, number if self._ahead else None)

    def _for_own_test(self, kata: Kata, my_test: Path) -> SpecRunner:
        return SpecRunner(self._processes, self._sandbox, kata, my_test, number=None)

    def _prepared(self, last: "AsyncResult[SpecRunner] | None", number: int) -> SpecRunner:
        """A runner ready for the kata that is expected by now: who leafs through the path expects many in a second."""
        assert self._expected
        runner = self._suited(last.get() if last else None, self._expected, number)
        runner.begin()
        return runner

    def _renewed(self, runner: SpecRunner) -> SpecRunner:
        """The runner, ready for the next answer, once all that is left of the last one is gone."""
        runner.end()
        if self._ahead:
            runner.begin()
        return runner


class _Right(NamedTuple):
    """What came of an answer that has passed the spec of that version."""

    version: Version
    answer: bytes
    reports: list[Message]
    verdict: Verdict


class _Told:
    """What is told of an answer by the processes that share its tests; what several tell alike counts once."""

    def __init__(
        self,
        watch: Callable[[Message], None] = lambda report: None,
        asks_no_more: Callable[[Message], bool] = lambda report: False,
    ) -> None:
        self.reports: list[Message] = []
        self.is_enough = False
        self._watch = watch
        self._asks_no_more = asks_no_more
        self._run_by: dict[str, SpecRunner] = {}
        self._lock = threading.Lock()

    def take_down(self, report: Message) -> None:
        with self._lock:
            if not self.is_enough and report not in self.reports:
                self.reports.append(report)
                self._watch(report)
                self.is_enough = self._asks_no_more(report)

    def is_run_by(self, runner: SpecRunner, test: str) -> bool:
        """Whether the runner is to run this test: the first that asks is."""
        with self._lock:
            return self._run_by.setdefault(test, runner) is runner


def _deciding(comparisons: list[AsyncResult[GraphVerdict]]) -> GraphVerdict | None:
    """The verdict on the graphs of the answer's models: the first that isn't the target decides."""
    found = [comparison.get() for comparison in comparisons]
    return next((one for one in found if not one.same), found[0] if found else None)


def _unread(kata: Kata, message: str) -> Verdict:
    return Verdict(kata.name, False, "missing", message)


def _verdict(kata: Kata, reports: list[Message], graph: GraphVerdict | None, seconds: float) -> Verdict:
    """What the reports amount to.

    Passed only if every test that the spec holds is reported passed by name, and, where the kata has a target,
    the graphs are it: so what a report claims is worth nothing without the right graph.
    """
    told = {report.test.name: report.test for report in reports if isinstance(report, Tested)}
    ran = {test.function for test in told.values()}
    tests = [*told.values(), *(TestOutcome(name, "not run") for name in kata.tests if name not in ran)]
    order = {function: place for place, function in enumerate(kata.tests)}
    tests.sort(key=lambda test: (order.get(test.function, -1), test.on_model))
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
        styles=list(dict.fromkeys(report.style for report in reports if isinstance(report, Graphed))),
        tests=tests,
        graph=graph,
    )
