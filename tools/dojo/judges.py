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

    Closed early, as Ctrl-C does it, it ends the judging processes and doesn't wait for their verdicts.
    """
    waiting, found = deque(cases), queue.SimpleQueue[tuple[Case, Result] | BaseException | None]()
    judges: list[Judge] = []

    def work() -> None:
        try:
            with Judge(sandbox) as judge:
                judges.append(judge)
                for case in iter(lambda: _first(waiting), None):
                    found.put((case, judged(judge, case)))
            found.put(None)
        except BaseException as error:
            found.put(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, len(waiting)))]
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


def _first(waiting: deque[Case]) -> Case | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _until_none(found: "queue.SimpleQueue[Result | BaseException | None]") -> Iterator[Result]:
    while (one := found.get()) is not None:
        if isinstance(one, BaseException):
            raise one
        yield one
