"""Training an answer twice, with and without what weighs its losses, in a process of its own.

What it trains on is `data.py` in the kata's folder: `samples(count)`, the `SIZES` of a small model, the `LOSSES` by
which each head's guess is measured, and how many `STEPS` of how large a `BATCH` show something.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.spec_runner import WARM_UP_TIMEOUT_S
from dojo.verdict import Started

SILENCE_TIMEOUT_S = 60.0  # from one report to the next, once TensorFlow is imported


class TrainingJob(msgspec.Struct, frozen=True):
    """What a training process is asked to do: train that answer on that data."""

    answer: str
    data: str


class Planned(msgspec.Struct, frozen=True, tag="planned"):
    """Training begins: `runs` names each run, of so many steps and measurements; `losses` each head's loss."""

    runs: list[str]
    losses: dict[str, str]
    steps: int
    batch: int
    measurements: int
    held_out: int


class Measured(msgspec.Struct, frozen=True, tag="measured"):
    """After that step of that run: each head's own loss on samples held out, and the log-variances if there are any."""

    run: str
    step: int
    losses: dict[str, float]
    log_variances: dict[str, float] = {}


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Why there is no training."""

    message: str


class Trained(msgspec.Struct, frozen=True, tag="trained"):
    """All runs have come to their end."""


class Training(msgspec.Struct, frozen=True):
    """What was planned and what was measured, run by run."""

    plan: Planned
    measured: list[Measured]


Report = Started | Planned | Measured | Refused | Trained
_DECODER: msgspec.json.Decoder[Report] = msgspec.json.Decoder(Report)


def train(course: Course, kata: Kata, answer: Path, watch: Callable[[Report], None]) -> Training:
    """How the heads' losses move in each run; `watch` gets each report as it comes. Raises KataError if they don't."""
    data = kata.folder / "data.py"
    if not data.exists():
        others = [str(one.number) for one in course.katas if (one.folder / "data.py").exists()]
        raise KataError(f"{kata.name} has nothing to train on; try uv run kata train {' or '.join(others)}")
    if not answer.is_file():
        raise KataError(f"There is no file {answer}. `uv run kata reset {kata.number}` makes one from the starter.")
    reports = []
    for report in _reports(TrainingJob(str(answer), str(data))):
        if isinstance(report, Refused):
            raise KataError(f"{course.shown(answer)} can't be trained.\n{report.message}")
        reports.append(report)
        watch(report)
    [plan] = [report for report in reports if isinstance(report, Planned)]
    return Training(plan, [report for report in reports if isinstance(report, Measured)])


def _reports(job: TrainingJob) -> Iterator[Report]:
    """What a new process tells while it trains; the last one says how it ended."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_in_process, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    patience_s = WARM_UP_TIMEOUT_S
    try:
        while ours.poll(patience_s):
            report = _DECODER.decode(ours.recv_bytes())
            yield report
            if isinstance(report, Trained | Refused):
                return
            patience_s = SILENCE_TIMEOUT_S
        yield Refused(f"Nothing was heard of it for {patience_s:g} s. Is there an endless loop?")
    except (EOFError, OSError, msgspec.DecodeError):
        yield Refused("It ended its process before it was trained.")
    finally:
        process.kill()
        process.join()
        ours.close()


def _in_process(connection: Connection, job: TrainingJob) -> None:
    from dojo.trainer import serve  # imports Keras, which only such processes do

    serve(connection, job)
