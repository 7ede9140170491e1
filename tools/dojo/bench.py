"""Benchmarks: `uv run python -m dojo.bench commands`, `... verdicts`, `... graphs`: tables of medians and ratios.

Times on a shared machine drift, so what counts is the ratio to something that ran in the same minute.
"""

import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from dojo.course import Course, Kata
from dojo.judge import Judge

if TYPE_CHECKING:
    from modelgraph import Graph

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
console = Console()


@app.command()
def commands(runs: int = 11) -> None:
    """The commands that a learner waits for, against an empty Python."""
    executable = str(Path(sys.executable).with_name("kata"))
    programs = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kata --help": [executable, "--help"],
        "kata list": [executable, "list"],
        "kata hint 1": [executable, "hint", "1"],
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as place:  # a copy, for a hint that is shown is progress
        shutil.copytree(Course.around(Path.cwd()).root / "katas", Path(place) / "katas")
        for _ in track(range(runs), "measuring", transient=True):
            for name, program in programs.items():
                times[name].append(_seconds(program, Path(place)))
    table = Table("command", "median s", "worst s", "times an empty Python")
    empty = statistics.median(times["python -c pass"])
    for name, measured in times.items():
        median = statistics.median(measured)
        table.add_row(name, f"{median:.3f}", f"{max(measured):.3f}", f"{median / empty:.1f}")
    console.print(table)


@app.command()
def verdicts(cold_runs: int = 3) -> None:
    """Every known answer and solution, judged warm, against cold pytest on the kata's solution."""
    course = Course.around(Path.cwd())
    table = Table("kata", "answers", "warm median s", "warm worst s", "cold pytest s", "cold / warm")
    with Judge() as judge:
        judge.judge(course.katas[0], course.katas[0].starter)
        for kata in track(course.katas, "measuring", transient=True):
            warm = [judge.judge(kata, answer).seconds for answer in _known_answers(course, kata)]
            cold = statistics.median(_cold_pytest(kata) for _ in range(cold_runs))
            median = statistics.median(warm)
            figures = (f"{median:.2f}", f"{max(warm):.2f}", f"{cold:.2f}", f"{cold / median:.1f}")
            table.add_row(kata.name, str(len(warm)), *figures)
    console.print(table)


@app.command()
def graphs(runs: int = 7) -> None:
    """Reading a model and comparing it: each kata's solution with its target, MobileNetV2, long chains and ladders."""
    import keras
    from modelgraph import canonical, compare, graph_from_json, graph_of

    table = Table("graph", "calls", "median ms", "µs a call")

    def add(name: str, calls: int, act: Callable[[], object]) -> None:
        act()
        median = statistics.median(_timed(act) for _ in range(runs))
        table.add_row(name, str(calls), f"{1e3 * median:.1f}", f"{1e6 * median / calls:.0f}")

    for kata in Course.around(Path.cwd()).katas:
        target = graph_from_json(kata.target.read_bytes())
        model = runpy.run_path(str(kata.solutions / "functional.py"))["build_model"]()
        add(kata.name, len(target.calls), lambda: compare(graph_of(model), target.untrained))  # noqa: B023
    big = keras.applications.MobileNetV2(weights=None)
    add("MobileNetV2 with itself", len(graph_of(big).calls), lambda: compare(graph_of(big), graph_of(big)))
    for length in (1_000, 10_000):
        for name, graph in (("chain", _chain(length, skip=1)), ("ladder of skips", _chain(length, skip=2))):
            add(f"{name}, canonical and compared", length, lambda: compare(graph, canonical(graph)))  # noqa: B023
    console.print(table)


def _chain(length: int, skip: int) -> "Graph":
    """A graph of merges: each takes the call before it and the one `skip` before it."""
    from modelgraph import Call, Graph, Input, Tensor

    def call(operation: str, *sources: Tensor) -> Call:
        return Call(operation, sources, shapes=((None, 4),), dtypes=("float32",))

    calls = [call("Input")]
    for number in range(1, length):
        before = Tensor(number - 1, role="inputs[0]"), Tensor(max(number - skip, 0), role="inputs[1]")
        calls.append(call("Maximum" if number % 2 else "Multiply", *before))
    return Graph((Input("x", (4,), "float32"),), tuple(calls), {"y": Tensor(length - 1)})


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _known_answers(course: Course, kata: Kata) -> list[Path]:
    return [*kata.solutions.glob("*.py"), *sorted((course.root / "tests" / "answers" / kata.name).glob("*.py"))]


def _cold_pytest(kata: Kata) -> float:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / kata.name
        shutil.copytree(kata.folder, folder)
        shutil.copy(kata.solutions / "functional.py", folder / kata.answer.name)
        for shared in ("conftest.py", "pytest.ini"):
            shutil.copy(kata.folder.parent / shared, place)
        return _seconds([sys.executable, "-m", "pytest"], folder)


def _seconds(program: list[str], folder: Path) -> float:
    return _timed(lambda: subprocess.run(program, cwd=folder, check=True, capture_output=True))


if __name__ == "__main__":
    app()
