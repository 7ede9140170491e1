"""What other ways of judging a model make of the known answers: `uv run python -m tests.modelgraph.side_by_side`.

A table, a row for each way: how many right answers it refuses, and how many wrong ones it accepts, of those whose
mistake is in the graph of the model. Each answer's models are judged against the kata's solution, the functional
one if there is one. Course graders compare rows of `model.summary()`; the other ways are what remains to a spec
that only looks at the model.
"""

import contextlib
import io
import operator
import os
import re
import runpy
import statistics
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from unittest.mock import patch

import keras
import typer
from dojo.authoring import spec_inputs
from dojo.course import Course, Kata
from modelgraph import Graph, compare, graph_from_json, graph_of
from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = Path(__file__).parent.parent.parent
NOT_IN_THE_GRAPH = ("# the graph is the target", "# no graph")
WIDTH = 400  # of a summary
ROW = re.compile(r"│ .*\((\w+)\) *│ *(.*?) *│ *([\d,]+)")


class Built(NamedTuple):
    """A model of an answer, compiled if the kata compiles, and the inputs that it is called with."""

    model: keras.Model
    inputs: dict[str, Any]


class Way(NamedTuple):
    """A way to judge: what it looks at, and when that is the same in an answer and in the solution."""

    look: Callable[[Built], Any]
    same: Callable[[Any, Any], bool] = operator.eq


class Judged(NamedTuple):
    """What one way made of one answer."""

    way: str
    is_right: bool
    accepted: bool
    seconds: float


def summary_rows(built: Built) -> list[tuple[str, ...]]:
    """The class, the output shape and the parameter count of each layer, as `model.summary()` lists them."""
    lines: list[str] = []
    with patch.dict(os.environ, COLUMNS=str(WIDTH)):  # or Keras cuts its lines at 80
        built.model.summary(line_length=WIDTH, print_fn=lines.append)
    return ROW.findall("\n".join(lines))


def nameless_config(built: Built) -> Any:
    """`model.get_config()`, each name in it replaced by its place among the names."""
    config = built.model.get_config()
    names = {name: f"#{place}" for place, name in enumerate(dict.fromkeys(_names_in(config)))}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [renamed(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    return renamed(config)


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    for one in inside:
        yield from _names_in(one)


def parameters(built: Built) -> int:
    """The parameter count."""
    return int(built.model.count_params())


def ends(built: Built) -> tuple[dict[str, str], dict[str, str]]:
    """The names, shapes and dtypes of inputs and heads."""
    graph = read(built)
    return graph.input_specs, graph.output_specs


def read(built: Built) -> Graph:
    return graph_of(built.model, built.inputs)


OURS = "modelgraph"
WAYS = {
    "summary()": Way(summary_rows),
    "get_config()": Way(nameless_config),
    "parameters": Way(parameters),
    "inputs and heads": Way(ends),
    OURS: Way(read, lambda graph, target: compare(graph, target).same),
}


class Wanted(NamedTuple):
    """What each way sees in a kata's solution, and the inputs of the spec."""

    seen: dict[str, Any]
    inputs: dict[str, Any]

    @classmethod
    def of(cls, kata: Kata) -> "Wanted":
        keras.utils.clear_session()  # the models of the katas before
        file = kata.solution_files[0]
        inputs = spec_inputs(kata, runpy.run_path(str(file), run_name=kata.word))
        solution = built_models(kata, file, inputs)[0]
        seen = {name: _looked(way, solution) for name, way in WAYS.items()}
        return cls(seen | {OURS: graph_from_json(kata.target.read_bytes())}, inputs)


def judged(katas: Iterable[Kata]) -> list[Judged]:
    """What each way makes of each known answer whose models can be built; a progress bar shows how far it is."""
    answers = [(kata, path) for kata in katas if kata.target.exists() for path in _answers(kata)]
    found: list[Judged] = []
    wanted_of = cache(Wanted.of)
    for kata, path in track(answers, "Judging"):
        wanted = wanted_of(kata)
        models = built_models(kata, path, wanted.inputs)
        for name, way in WAYS.items() if models else ():
            started = time.perf_counter()
            accepted = all(_accepted(way, built, wanted.seen[name]) for built in models)
            seconds = (time.perf_counter() - started) / len(models)
            found.append(Judged(name, path.name.startswith("right_"), accepted, seconds))
    return found


def _answers(kata: Kata) -> list[Path]:
    """The right ones, and the wrong ones whose mistake is in the graph."""
    wrong = [
        path
        for path in sorted(kata.known_answers.glob("wrong_*.py"))
        if path.read_text("utf-8").splitlines()[2] not in NOT_IN_THE_GRAPH
    ]
    return [*sorted(kata.known_answers.glob("right_*.py")), *wrong]


def built_models(kata: Kata, path: Path, inputs: dict[str, Any]) -> list[Built]:
    """The models of the answer in that file, in each style; none where one can't be built."""
    with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
        try:
            answer = runpy.run_path(str(path), run_name=kata.word)
            styles = [style for style in ("build_model", "build_subclassed") if style in answer]
            return [Built(_ready(answer, style, inputs), inputs) for style in styles]
        except Exception:
            return []


def _ready(answer: dict[str, Any], style: str, inputs: dict[str, Any]) -> keras.Model:
    model = answer[style]()
    if "compile_model" in answer:
        answer["compile_model"](model)
    if not model.built:
        model(inputs)
    return model


def _looked(way: Way, built: Built) -> Any:
    """What the way sees in the solution; None where it sees nothing."""
    try:
        return way.look(built)
    except Exception:
        return None


def _accepted(way: Way, built: Built, wanted: Any) -> bool:
    """Whether the way accepts the model; not, where it fails on it or on the solution."""
    try:
        return wanted is not None and way.same(way.look(built), wanted)
    except Exception:
        return False


def table_of(found: list[Judged]) -> Table:
    """The ways and their mistakes."""
    table = Table("compared", "right answers refused", "wrong answers accepted", "median ms")
    for way in WAYS:
        mine = [one for one in found if one.way == way]
        refused = [not one.accepted for one in mine if one.is_right]
        accepted = [one.accepted for one in mine if not one.is_right]
        median = statistics.median(one.seconds for one in mine)
        table.add_row(way, _share(refused), _share(accepted), f"{1e3 * median:.1f}")
    return table


def _share(mistakes: list[bool]) -> str:
    return f"{sum(mistakes)} of {len(mistakes)}, {100 * sum(mistakes) / len(mistakes):.0f} %"


def main(katas: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Prints the table, of some katas or of all."""
    course = Course(ROOT)
    chosen = [course.kata(name) for name in katas or []] or course.katas
    Console().print(table_of(judged(chosen)))


if __name__ == "__main__":
    typer.run(main)
