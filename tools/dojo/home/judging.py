"""Judges saves one after another in a thread of its own; what becomes of them is told as events."""

import os
import threading
from collections.abc import Callable
from multiprocessing import resource_tracker

import msgspec

from dojo.course import Kata
from dojo.judge import Judge
from dojo.verdict import Message, Verdict, last_graph

END_TIMEOUT_S = 5.0


class Imported(msgspec.Struct, frozen=True):
    """TensorFlow is imported: a save is judged at once from now on."""


class Queued(msgspec.Struct, frozen=True):
    """A save waits for the import of TensorFlow."""

    kata: str


class Begun(msgspec.Struct, frozen=True):
    """An answer is being judged."""

    kata: str


class Told(msgspec.Struct, frozen=True):
    """The judging process has reported something."""

    kata: str
    report: Message


class Judged(msgspec.Struct, frozen=True):
    """The answer of those bytes has its verdict; `graph` is that of its last model, in JSON, if it gave one."""

    kata: str
    answer: bytes
    verdict: Verdict
    graph: bytes | None = None


class Broken(msgspec.Struct, frozen=True):
    """Judging itself went wrong, which costs this one verdict."""

    sentence: str


Event = Imported | Queued | Begun | Told | Judged | Broken


class Judging:
    """Gives each save to a judge. A save of the kata that is being judged supersedes that judgement; others wait."""

    def __init__(self, tell: Callable[[Event], None], make_judge: Callable[[], Judge]) -> None:
        self._tell = tell
        self._make_judge = make_judge
        self._judge: Judge | None = None
        self._is_warm = False
        self._waiting: dict[str, Kata] = {}
        self._current: Kata | None = None
        self._expected: Kata | None = None
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="judging", daemon=True)
        if os.name == "posix":
            resource_tracker.ensure_running()  # needs the real sys.stderr, which a screen takes for itself

    def start(self) -> None:
        """Starts the thread, which has TensorFlow imported in processes of its own."""
        self._thread.start()

    def expect(self, kata: Kata) -> None:
        """Has what judges the kata's answers made ready while nothing is judged."""
        with self._changed:
            self._expected = kata
            self._changed.notify()

    def submit(self, kata: Kata) -> None:
        """Has the kata's answer judged as it is now."""
        with self._changed:
            self._waiting[kata.name] = kata
            if self._judge and self._current in (None, kata):
                self._judge.abandon()
            self._changed.notify()
        if not self._is_warm:
            self._tell(Queued(kata.name))

    def stop(self) -> None:
        """Ends the judging processes; doesn't wait for an import of TensorFlow that still runs."""
        with self._changed:
            self._ended = True
            if self._judge:
                self._judge.abandon()
            self._changed.notify()
        if self._is_warm:
            self._thread.join(END_TIMEOUT_S)

    def _run(self) -> None:
        while not self._ended:
            try:
                with self._make_judge() as judge:
                    self._serve(judge)
            except Exception as error:  # a full disk, no memory for one more process, ...: the screen goes on
                self._end_up(f"Judging went wrong: {error or type(error).__name__}. Save again for another try.")

    def _serve(self, judge: Judge) -> None:
        ready_for = self._expected
        if ready_for:
            judge.expect(ready_for)
        judge.warm_up()
        self._judge, self._is_warm = judge, True
        self._tell(Imported())
        while not self._ended:
            if ready_for and self._is_idle():
                judge.try_own_test(ready_for)
            if kata := self._next(ready_for):
                self._judge_one(judge, kata)
            elif self._expected and self._expected is not ready_for:
                ready_for = self._expected
                judge.expect(ready_for)

    def _is_idle(self) -> bool:
        """Whether no save waits; from then on each one abandons what the judge does meanwhile."""
        with self._changed:
            self._current = None
            return not (self._waiting or self._ended)

    def _next(self, ready_for: Kata | None) -> Kata | None:
        """The kata that waits longest, once there is one; None once another one is expected, and at the end."""
        with self._changed:
            self._current = None
            self._changed.wait_for(lambda: self._waiting or self._ended or self._expected is not ready_for)
            if self._waiting and not self._ended:
                self._current = self._waiting.pop(next(iter(self._waiting)))
            return self._current

    def _judge_one(self, judge: Judge, kata: Kata) -> None:
        reports: list[Message] = []

        def watch(report: Message) -> None:
            reports.append(report)
            if self._is_wanted(kata):
                self._tell(Told(kata.name, report))

        self._tell(Begun(kata.name))
        answer = kata.answer.read_bytes() if kata.answer.is_file() else b""
        verdict = judge.judge(kata, kata.answer, watch)
        if self._is_wanted(kata):
            self._tell(Judged(kata.name, answer, verdict, last_graph(reports)))

    def _is_wanted(self, kata: Kata) -> bool:
        return kata.name not in self._waiting and not self._ended

    def _end_up(self, sentence: str) -> None:
        """Gives up what was to be judged, and waits for the next save before TensorFlow is imported once more."""
        with self._changed:
            self._judge, self._current, self._is_warm = None, None, False
            self._waiting.clear()
            if not self._ended:
                self._tell(Broken(sentence))
            self._changed.wait_for(lambda: self._waiting or self._ended)
