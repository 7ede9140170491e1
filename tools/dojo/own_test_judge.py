"""Runs a learner's own test on the answers that it is graded on, and remembers what it says on each."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import Empty, SimpleQueue

from dojo import own_test
from dojo.course import Kata
from dojo.own_test import Found, OwnTest
from dojo.spec_runner import SpecRunner
from dojo.verdict import Message, TestOutcome

MOST_REMEMBERED = 100  # runs: those of one learner at work


class OwnTestJudge:
    """Grades one own test after another; the test's runs, each on an answer, share the threads of a pool.

    `runner` makes what runs a test in place of a kata's spec, and `reports` has it run on an answer. Once `abandoned`
    is set no run begins, and what is given is worth nothing.
    """

    def __init__(
        self,
        runner: Callable[[Kata, Path], SpecRunner],
        reports: Callable[[SpecRunner, bytes], list[Message]],
        threads: ThreadPool,
        abandoned: threading.Event,
    ) -> None:
        self._runner = runner
        self._reports = reports
        self._threads = threads
        self._abandoned = abandoned
        self._remembered: dict[tuple[str, OwnTest, bytes], Found] = {}

    def graded(self, kata: Kata, my_test: Path, answer: Path) -> list[TestOutcome]:
        """What the learner's test is worth, whose answer has passed the spec."""
        idle: SimpleQueue[SpecRunner] = SimpleQueue()
        try:
            return own_test.graded(kata, my_test, answer, partial(self._on_each, idle, kata, my_test))
        finally:
            while not idle.empty():
                idle.get().stop()

    def _on_each(
        self, idle: SimpleQueue[SpecRunner], kata: Kata, my_test: Path, own: OwnTest, answers: Sequence[Path]
    ) -> list[Found]:
        """What the test says on each of the answers; what runs it there is among the idle before and after."""
        return self._threads.map(partial(self._on, idle, kata, my_test, own), answers, chunksize=1)

    def _on(self, idle: SimpleQueue[SpecRunner], kata: Kata, my_test: Path, own: OwnTest, answer: Path) -> Found:
        source = answer.read_bytes()
        found = self._remembered.get((kata.name, own, source))
        if found is None and self._abandoned.is_set():
            return Found("", "abandoned")
        if found is None:
            try:
                runner = idle.get_nowait()
            except Empty:
                runner = self._runner(kata, my_test)
            try:
                found = own_test.found_in(own, self._reports(runner, source))
            finally:
                runner.end()
                idle.put(runner)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            if not found.trouble:  # a slow machine's may be gone the next time
                self._remembered[kata.name, own, source] = found
        return found
