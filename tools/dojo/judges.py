"""Several judges at a time, for authors and graders."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dojo.judge import Judge

Case = TypeVar("Case")
Result = TypeVar("Result")

END_TIMEOUT_S = 1.0


def judged_by_several(
    cases: Iterable[Case], jobs: int, judged: Callable[[Judge, Case], Result], sandbox: bool = True
) -> Iterator[tuple[Case, Result]]:
    """Each case with what `judged` makes of it, as soon as it is there, by so many judges, each in a thread.

    Every second judge begins at the cases' end: so two judges of cases in the katas' order seldom read the same spec.
    Closed early, as Ctrl-C does it, it ends the judging processes and doesn't wait for their verdicts.
    """
    waiting, found = deque(cases), queue.SimpleQueue[tuple[Case, Result] | BaseException | None]()
    judges: list[Judge] = []

    def work(number: int) -> None:
        try:
            with Judge(sandbox) as judge:
                judges.append(judge)
                for case in iter(lambda: _one_of(waiting, at_end=number % 2 == 1), None):
                    found.put((case, judged(judge, case)))
            found.put(None)
        except BaseException as error:
            found.put(error)

    threads = [threading.Thread(target=work, args=(one,), daemon=True) for one in range(min(jobs, len(waiting)))]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            yield from _until_none(found)
    except BaseException:
        waiting.clear()
        for judge in judges:
            judge.abandon()
        for thread in threads:
            thread.join(END_TIMEOUT_S / jobs)
        raise


def _one_of(waiting: deque[Case], at_end: bool) -> Case | None:
    try:
        return waiting.pop() if at_end else waiting.popleft()
    except IndexError:
        return None


def _until_none(found: "queue.SimpleQueue[Result | BaseException | None]") -> Iterator[Result]:
    while (one := found.get()) is not None:
        if isinstance(one, BaseException):
            raise one
        yield one
