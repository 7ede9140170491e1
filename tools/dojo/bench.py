"""Benchmarks: `uv run python -m dojo.bench commands`, or verdicts, watch, saves, grade: tables of medians and ratios.

Times on a shared machine drift, so what counts is the ratio to something that ran in the same minute.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import cycle, islice, zip_longest
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Annotated

import psutil
import typer
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from dojo.course import Course, Kata
from dojo.judge import Judge
from dojo.proof import cases_of

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
console = Console()
LOOK_S = 0.25  # between looks at a command's own memory
LOOKS = 8  # to one at the memory of all its processes, which takes as long as a small verdict


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
    with Judge(ahead=1) as judge:
        judge.judge(course.katas[0], course.katas[0].starter)
        for kata in track(course.katas, "measuring", transient=True):
            warm = [judge.judge(kata, answer).seconds for answer in _known_answers(course, kata)]
            cold = statistics.median(_cold_pytest(kata) for _ in range(cold_runs))
            median = statistics.median(warm)
            figures = (f"{median:.2f}", f"{max(warm):.2f}", f"{cold:.2f}", f"{cold / median:.1f}")
            table.add_row(kata.name, str(len(warm)), *figures)
    console.print(table)


@app.command()
def grade(
    answers: Annotated[list[int] | None, typer.Argument(metavar="[ANSWERS]...", help="Default: 200.")] = None,
    jobs: int = 2,
    cold_runs: int = 8,
) -> None:
    """So many known answers, no two of them equal, graded as a class, against cold pytest on some katas' solutions."""
    course = Course.around(Path.cwd())
    step = max(1, len(course.katas) // cold_runs)
    sample = course.katas[::step]
    columns = "answers", "s", "s each", "cold pytest s", "cold / ours", "command MB", "all MB"
    table = Table(*columns, caption="MB: the peak of the command's own memory, and of all its processes'")
    for count in answers or [200]:
        times = _cold_times(sample[::2])
        with tempfile.TemporaryDirectory() as place:
            _hand_in(course, count, Path(place) / "class")
            program = [
                sys.executable,
                "-m",
                "dojo",
                "grade",
                f"{place}/class",
                "--out",
                f"{place}/out",
                f"--jobs={jobs}",
            ]
            seconds, peaks = _watched(program, course.root)
        times += _cold_times(sample[1::2])  # before and after: a machine's speed drifts
        cold, each = statistics.mean(times), seconds / count
        figures = (
            f"{seconds:.0f}",
            f"{each:.3f}",
            f"{cold:.2f}",
            f"{cold / each:.1f}",
            *(f"{peak:.0f}" for peak in peaks),
        )
        table.add_row(f"{count:,}", *figures)
    console.print(table)


@app.command()
def watch() -> None:
    """From a save under the running screen to its verdict, for each kata's solution and a wrong answer.

    Cold pytest of the kata's solution runs right after the two, for a machine's speed drifts.
    """
    from dojo.home.bench import seconds_to_verdicts

    course = Course.around(Path.cwd())
    saves = [(course.katas[-1], b"# while TensorFlow is imported\n")]
    for kata in course.katas:
        answers = kata.solution_files[0], min(kata.known_answers.glob("wrong_*.py"))
        saves += [(kata, file.read_bytes()) for file in answers]
    colds = []

    with Progress(transient=True) as progress:
        task = progress.add_task("measuring", total=len(saves))

        def cold_after_both(number: int) -> None:
            progress.advance(task)
            if number and number % 2 == 0:
                colds.append(_cold_pytest(saves[number][0]))

        _, *times = seconds_to_verdicts(course, saves, cold_after_both)
    table = Table("kata", "solution s", "wrong answer s", "cold pytest s", "cold / solution")
    for kata, right, wrong, cold in zip(course.katas, times[::2], times[1::2], colds, strict=True):
        table.add_row(kata.name, f"{right:.2f}", f"{wrong:.2f}", f"{cold:.2f}", f"{cold / right:.1f}")
    console.print(table)
    ratio = statistics.median(cold / right for cold, right in zip(colds, times[::2], strict=True))
    console.print(f"median {statistics.median(times):.2f} s, worst {max(times):.2f} s, cold / warm: median {ratio:.1f}")


@app.command("saves")
def many_saves(count: int = 500) -> None:
    """So many saves in a row under the running screen: its memory, and the processes and files that are left."""
    from dojo.home.bench import seconds_to_verdicts

    course = Course.around(Path.cwd())
    kata = course.katas[0]
    texts = [kata.starter.read_bytes(), kata.solution_files[0].read_bytes()]
    found: list[tuple[int, float, int]] = []

    def look(number: int) -> None:
        if number % (count // 10) == 0 or number == count - 1:
            memory = _memories_mb(os.getpid())
            found.append((number + 1, memory[os.getpid()], len(memory) - 1))

    saves = [(kata, texts[number % 2] + f"# {number}\n".encode()) for number in range(count)]
    get_temp_dir()  # multiprocessing's own folder, which it keeps to the end
    with tempfile.TemporaryDirectory() as place:
        tempfile.tempdir = place  # where judging's folders are then, and nobody else's
        seconds_to_verdicts(course, saves, look, editing_s=0.0)
        left = len(list(Path(place).iterdir()))
    table = Table("saves", "the screen's memory MB", "processes below it")
    for number, memory, processes in found:
        table.add_row(str(number), f"{memory:.1f}", str(processes))
    console.print(table)
    console.print(f"left behind: {left} files, {len(_memories_mb(os.getpid())) - 1} processes, which end with this one")


def _hand_in(course: Course, count: int, folder: Path) -> None:
    """Writes so many answers, each made another one by a comment at its end; a learner answers all katas in turn.

    Each kata's come in an order drawn by lot: so few of them are as often right as many.
    """
    known = [[(kata, case.file) for case in cases_of(kata) if case.kind != "own test"] for kata in course.katas]
    for answers in known:
        random.Random(1).shuffle(answers)
    rounds = enumerate(cycle(list(zip_longest(*known))))
    in_turn = ((learner, *one) for learner, several in rounds for one in several if one)
    for number, (learner, kata, answer) in enumerate(islice(in_turn, count)):
        place = folder / f"learner {learner:05}" / kata.name
        place.mkdir(parents=True)
        (place / kata.answer.name).write_bytes(answer.read_bytes() + f"\n# {number}\n".encode())
        if kata.toml.own_test:
            shutil.copy(kata.solutions / "my_test.py", place)


def _watched(program: list[str], folder: Path) -> tuple[float, tuple[float, float]]:
    """How many seconds a program takes, and the peaks in MB of itself and of itself with all that it starts."""
    started, own, all_processes = time.perf_counter(), 0.0, 0.0
    with subprocess.Popen(program, cwd=folder, stdout=subprocess.DEVNULL) as process:
        for look in cycle(range(LOOKS)):
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_S)
                break
            own = max(own, _memory_mb(process.pid))
            if look == 0:
                all_processes = max(all_processes, sum(_memories_mb(process.pid).values()))
    return time.perf_counter() - started, (own, all_processes)


def _memories_mb(pid: int) -> dict[int, float]:
    """The memory of a process and of all below it."""
    below = psutil.Process(pid).children(recursive=True)
    return {one: _memory_mb(one) for one in (pid, *(process.pid for process in below))}


def _memory_mb(pid: int) -> float:
    """The memory of a process, none if it has ended; a page that several share counts in parts for each of them."""
    with suppress(psutil.Error):
        return float(psutil.Process(pid).memory_full_info().pss / 2**20)
    return 0.0


def _known_answers(course: Course, kata: Kata) -> list[Path]:
    return [*kata.solutions.glob("*.py"), *sorted((course.root / "tests" / "answers" / kata.name).glob("*.py"))]


def _cold_times(katas: list[Kata]) -> list[float]:
    return [_cold_pytest(kata) for kata in track(katas, "cold pytest", transient=True)]


def _cold_pytest(kata: Kata) -> float:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / kata.name
        shutil.copytree(kata.folder, folder)
        shutil.copy(kata.solution_files[0], folder / kata.answer.name)
        for shared in kata.shared_files:
            shutil.copy(shared, place)
        return _seconds([sys.executable, "-m", "pytest"], folder)


def _seconds(program: list[str], folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(program, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    app()
