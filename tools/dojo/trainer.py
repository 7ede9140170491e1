"""A training process: trains an answer as it compiles itself and without its weights, from the same beginning."""

import inspect
import os
import re
import runpy
import sys
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import keras
import msgspec
import numpy as np
from modelgraph import heads

from dojo.training import Measured, Planned, Refused, Report, Trained, TrainingJob
from dojo.verdict import Started

SEED = 6
MEASUREMENTS = 15  # in each run, after the first
HELD_OUT = 4  # batches that no run trains on
RUNS = ("without loss_weights", "with them")
RUNS_OF_S = ("with s at 0", "with s learned")  # where the model weighs its losses itself

Values = dict[str, np.ndarray]


class CannotTrainError(Exception):
    """What an answer lacks, in a sentence."""


def serve(connection: Connection, job: TrainingJob) -> None:
    """Trains, and tells how it goes; what the answer prints goes nowhere."""
    for descriptor in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
    try:
        for report in reports(job):
            connection.send_bytes(msgspec.json.encode(report))
    except BaseException as error:  # an answer may raise anything, SystemExit, too
        connection.send_bytes(msgspec.json.encode(Refused(_told(error, Path(job.answer)))))


def reports(job: TrainingJob) -> Iterator[Report]:
    """Trains as the job says, and yields each report as it is due. Raises CannotTrainError, or what the answer does."""
    yield Started(os.getpid())
    data = runpy.run_path(job.data)
    sys.path.insert(0, str(Path(job.answer).parent))
    answer = runpy.run_path(job.answer, run_name=Path(job.answer).stem)
    for wanted in ("build_model", "compile_model"):
        if wanted not in answer:
            raise CannotTrainError(f"It defines no function {wanted}.")
    first = Learner(answer, data, is_weighed=False)
    plain, weighed = RUNS_OF_S if first.log_variances else RUNS
    runs = [plain, weighed] if first.log_variances or first.has_weights else [plain]
    yield Planned(runs, data["LOSSES"], data["STEPS"], data["BATCH"], MEASUREMENTS, HELD_OUT * data["BATCH"])
    yield from first.trained(plain)
    if weighed in runs:
        yield from Learner(answer, data, is_weighed=True).trained(weighed)
    yield Trained()


class Learner:
    """A new model of the answer, always with the same weights, compiled with or without what weighs its losses."""

    def __init__(self, answer: dict[str, Any], data: dict[str, Any], is_weighed: bool) -> None:
        self._batch, self._steps, self._losses = data["BATCH"], data["STEPS"], data["LOSSES"]
        self._held_out = HELD_OUT * self._batch
        self._inputs, self._true = data["samples"](self._held_out + self._steps * self._batch)
        keras.utils.set_random_seed(SEED)
        self._model = answer["build_model"](**data["SIZES"])
        self._check_heads()
        settings = _settings(answer, self._model)
        self.has_weights = settings.arguments.get("loss_weights") is not None
        self.log_variances: dict[str, Any] = getattr(self._model, "log_variances", {})
        if not is_weighed:
            settings.arguments.pop("loss_weights", None)
            for s in self.log_variances.values():
                s.trainable = False
        self._model.compile(*settings.args, **settings.kwargs)

    def trained(self, run: str) -> Iterator[Measured]:
        """The measurements before, during and after training."""
        steps = self._steps // MEASUREMENTS
        self._model.steps_per_execution = steps  # one call of TensorFlow from measurement to measurement
        yield self._measured(run, 0)
        for step in range(0, self._steps, steps):
            here = slice(self._held_out + step * self._batch, self._held_out + (step + steps) * self._batch)
            batches = _part(self._inputs, here), _part(self._true, here)
            self._model.fit(*batches, batch_size=self._batch, shuffle=False, verbose=0)
            yield self._measured(run, step + steps)

    def _measured(self, run: str, step: int) -> Measured:
        guessed, true = self._guesses(self._held_out), _part(self._true, slice(self._held_out))
        losses = {
            name: float(np.mean(keras.losses.get(loss)(true[name], guessed[name])))
            for name, loss in self._losses.items()
        }
        for name, loss in losses.items():
            if not np.isfinite(loss):
                raise CannotTrainError(f"By step {step} {run} the loss of {name} is {loss}: its steps are too large.")
        return Measured(run, step, losses, {name: float(s) for name, s in self.log_variances.items()})

    def _check_heads(self) -> None:
        found = self._guesses(self._batch)  # which also builds a subclass
        if missing := [name for name in self._losses if name not in found]:
            raise CannotTrainError(
                f"It guesses {', '.join(found)}; the data is for {', '.join(self._losses)}. "
                f"Build {', '.join(missing)} first."
            )

    def _guesses(self, count: int) -> Values:
        return heads(self._model, _part(self._inputs, slice(count)))


class Recorder:
    """Stands in for a model while it is compiled: keeps what `compile` is told, and is the model otherwise."""

    def __init__(self, model: keras.Model) -> None:
        self._model = model
        self.settings: inspect.BoundArguments | None = None

    def compile(self, *positional: Any, **named: Any) -> None:
        self.settings = inspect.signature(self._model.compile).bind(*positional, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def _settings(answer: dict[str, Any], model: keras.Model) -> inspect.BoundArguments:
    recorder = Recorder(model)
    answer["compile_model"](recorder)
    if recorder.settings is None:
        raise CannotTrainError("Its compile_model doesn't call model.compile.")
    return recorder.settings


def _part(values: Values, here: slice) -> Values:
    return {name: array[here] for name, array in values.items()}


def _told(error: BaseException, answer: Path) -> str:
    """The error in a line or two, with the answer's line that led to it."""
    if isinstance(error, CannotTrainError):
        return str(error)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(answer)]
    place = f"Line {lines[-1]}: " if lines else ""
    said = [line for line in re.sub(r"\x1b\[[\d;]*m", "", str(error)).splitlines() if line.strip()]
    return f"{place}{type(error).__name__}: {' '.join(said[:2])}"
