"""Benchmarks: `uv run python -m dojo.bench commands`, `... verdicts`: tables of medians and ratios.

Times on a shared machine drift, so what counts is the ratio to something that ran in the same minute.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from dojo.course import Course, Kata
from dojo.judge import Judge

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
    started = time.perf_counter()
    subprocess.run(program, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    app()
