"""Judges submissions on the workers of a Dask cluster: an engine that has other machines do its work.

The course, answers and verdicts travel as bytes, so no disk is shared. What runs on a worker is dojo.grading.worker's.
"""

import asyncio
import logging
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from dojo import sandbox
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.engine import Engine, Judged
from dojo.grading.records import Graded, Submission
from dojo.verdict import Verdict

try:
    from distributed import CancelledError, Client, Future, KilledWorker, Security, wait
    from distributed.comm.core import connect
except ImportError:
    raise KataError(
        "Judging on a cluster needs Dask, which isn't installed. Run this as\n"
        "uv run --extra cluster kata grade FOLDER --out FOLDER --scheduler ADDRESS"
    ) from None

from dojo.grading import worker

Answer = Future[bytes]

CONNECT_S = 10.0
PATIENCE_S = 60.0  # without any worker: where one dies, its nanny has the next ready after some seconds
CLOSE_S = 1.0  # Ctrl-C is not to wait for a cluster that doesn't answer
AHEAD = 4  # answers on their way for each thread of the cluster; the others wait here, so that memory stays flat
KILLED = (
    "Every worker that was to judge this answer died, also when it judged nothing else; grade again to try again. "
    "Have the workers enough memory?"
)


def on_cluster(course: Course, scheduler: str, confined: bool, tell: Callable[[str], None]) -> Engine:
    """The engine that judges on the workers of the scheduler at that address; `tell` gets what users should know.

    It raises KataError where there are none, or one that wouldn't judge as this machine does.
    """

    def engine(waiting: list[Submission]) -> Iterator[Judged]:
        if waiting:
            wanted = worker.wanted(course, confined)
            with _connected(scheduler) as client:
                yield from _Cluster(client, wanted, tell).judged(waiting)

    return engine


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client of the scheduler. Raises KataError where none is, or when it goes away."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters to users is told as a KataError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ: they are checked here
            asyncio.run(asyncio.wait_for(_greeted(scheduler), CONNECT_S + 1))
            client = Client(scheduler, timeout=CONNECT_S)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        told = str(error) or "what listens there doesn't answer as Dask does."
        raise KataError(
            f"No Dask scheduler answers at {scheduler}: {told}\n"
            "Start one with `uv run --extra cluster dask scheduler`, and give the address that it prints."
        ) from None
    try:
        yield client
    except (OSError, CancelledError):
        raise KataError(
            f"The scheduler at {scheduler} has gone. Every verdict until now is kept:\n"
            "once there is one again, go on with the same command and its address."
        ) from None
    finally:
        client.close(CLOSE_S)


async def _greeted(scheduler: str) -> None:
    """Comes back once a Dask process has answered; a Client would wait for ever on a port that is another program's."""
    comm = await connect(scheduler, CONNECT_S, **Security().get_connection_args("client"))
    await comm.close()


class _Cluster:
    """A scheduler's workers, which are checked at the start or, where they join later, at their first answer."""

    def __init__(self, client: Client, wanted: worker.Wanted, tell: Callable[[str], None]) -> None:
        self._client = client
        self._await_a_worker()
        self._check(wanted)
        if wanted.confined:
            self._tell_of_sandboxes(tell)
        # A task, not data in a worker's memory, which would be lost with the worker.
        self._wanted = client.submit(bytes, msgspec.json.encode(wanted))

    def judged(self, waiting: list[Submission]) -> Iterator[Judged]:
        """Each with its verdict; those whose workers died again and again are judged once more at the end, alone."""
        suspects: list[Submission] = []
        yield from self._each(waiting, suspects)
        for suspect in suspects:
            killers: list[Submission] = []
            yield from self._each([suspect], killers)
            for killer in killers:
                yield Judged(killer, Graded(Verdict(killer.kata, False, "crash", KILLED)), settled=False)

    def _each(self, waiting: list[Submission], killers: list[Submission]) -> Iterator[Judged]:
        """Each with its verdict, as it arrives; those whose workers died again and again are added to `killers`."""
        queue, running = deque(waiting), dict[Answer, Submission]()
        while queue or running:
            most = AHEAD * max(1, sum(self._client.nthreads().values()))
            while queue and len(running) < most:
                one = queue.popleft()
                sent = msgspec.json.encode(one.read())
                running[self._client.submit(worker.judged, self._wanted, sent, pure=False)] = one
            for future in self._done(running):
                try:
                    found = _found(future)
                except TimeoutError:
                    continue  # the worker died with the verdict, and another makes it again
                submission = running.pop(future)
                if found is None:
                    killers.append(submission)
                else:
                    yield worker.received(found, submission)

    def _done(self, running: Iterable[Answer]) -> set[Answer]:
        """Those that are done, once some are."""
        while True:
            try:
                return set(wait(list(running), PATIENCE_S, "FIRST_COMPLETED").done)
            except TimeoutError:
                self._await_a_worker()

    def _await_a_worker(self) -> None:
        try:
            self._client.wait_for_workers(1, PATIENCE_S)
        except TimeoutError:
            raise KataError(
                f"The scheduler has had no worker for {PATIENCE_S:g} s. Start one or more, each with\n"
                "`uv run --extra cluster dask worker ADDRESS`, and run the same command again."
            ) from None

    def _check(self, wanted: worker.Wanted) -> None:
        """Raises KataError if the scheduler or a worker isn't as is wanted."""
        found: dict[str, str | Exception] = {}
        libraries = {name: version for name, version in wanted.versions.items() if name != "code"}
        try:
            found["The scheduler"] = self._client.run_on_scheduler(worker.other_version, libraries)
        except (ImportError, AttributeError) as error:  # it knows nothing of this project, or another version
            found["The scheduler"] = error
        workers = self._client.run(worker.refusal, msgspec.json.encode(wanted), on_error="return")
        found |= {f"The worker {address}": told for address, told in workers.items()}
        for who, told in found.items():
            if isinstance(told, OSError):
                continue  # it has died meanwhile
            if isinstance(told, Exception):
                raise _unable(who, told)
            if told:
                raise KataError(f"{who} {told}")

    def _tell_of_sandboxes(self, tell: Callable[[str], None]) -> None:
        lacking = self._client.run(sandbox.missing, on_error="ignore").values()
        for layers, workers in Counter(", ".join(layers) for layers in lacking if layers).items():
            tell(f"The sandbox of {workers} worker{'s'[: workers != 1]} lacks {layers}.")


def _found(future: Answer) -> bytes | None:
    """What a worker has found; None if each one that was to died. Raises TimeoutError if that has got lost."""
    if future.status != "error":
        return future.result(PATIENCE_S)
    error = future.exception(PATIENCE_S)
    if isinstance(error, KilledWorker):
        return None
    raise error if isinstance(error, KataError) else _unable("A worker", error)


def _unable(who: str, error: BaseException | None) -> KataError:
    return KataError(
        f"{who} can't judge: {type(error).__name__}: {error}\nStart it anew from the checkout that grades."
    )
