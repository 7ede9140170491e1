"""Hostile answers and what becomes of them; `python -m tests.dojo.grading.hostile_table` prints the table.

The first line of each answer says what it tries, the second which verdict is wanted: its problem (`failed` for tests
that fail, `graph` where only the graph's comparison sees it) and words of its sentence.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.util import get_temp_dir
from pathlib import Path
from unittest.mock import patch

import msgspec
import psutil
from dojo.course import Course, Kata
from dojo.judge import Judge
from dojo.verdict import Graphed, Message, Verdict

from ..conftest import SPEC, copy_toy

ANSWERS = sorted((Path(__file__).parent / "hostile").glob("*.py"))
SPEC_WITH_TARGET = SPEC.replace("import keras\n", "from pathlib import Path\n\nimport keras\n", 1)
SPEC_WITH_TARGET = SPEC_WITH_TARGET.replace("import graph_of\n", "import compare, graph_from_json, graph_of\n")
SPEC_WITH_TARGET += """
TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
"""


class Left(msgspec.Struct, frozen=True):
    """What a judged answer has left behind: processes, files where it may write, and files of others changed."""

    processes: list[int] = []
    files: list[str] = []
    changed: list[str] = []


class Outcome(msgspec.Struct, frozen=True):
    """The verdict on a hostile answer, on an honest one after it, and what was left behind."""

    verdict: Verdict
    honest: bool
    left: Left


def wanted(answer: Path) -> tuple[str, str]:
    """The kind of verdict that is wanted, and words of its sentence."""
    kind, _, words = answer.read_text().splitlines()[1].removeprefix("# ").partition(":")
    return kind, words.strip()


def told(verdict: Verdict) -> tuple[str, str]:
    """The kind of a verdict, and its sentences."""
    if verdict.problem:
        return verdict.problem, verdict.message or ""
    if verdict.failures:
        return "failed", "\n".join(f"{test.name}: {test.outcome} {test.message}" for test in verdict.failures)
    return (
        ("passed", "") if verdict.passed else ("graph", "\n".join(verdict.graph.differences if verdict.graph else []))
    )


@contextmanager
def kata_with_target(place: Path, judge: Judge) -> Iterator[Kata]:
    """A toy kata with a target, whose judging processes have their folders in `place`, too."""
    (place / "judging").mkdir()
    kata = Course(copy_toy(place / "course")).kata("triple")
    graphs: list[bytes] = []

    def watch(report: Message) -> None:
        if isinstance(report, Graphed):
            graphs.append(bytes(report.graph))

    with patch("tempfile.tempdir", str(place / "judging")):
        judge.judge(kata, kata.solution_files[0], watch)
        kata.target.write_bytes(graphs[0])
        kata.spec.write_text(SPEC_WITH_TARGET)
        yield Course(place / "course").kata("triple")


def judged(judge: Judge, kata: Kata, answer: Path) -> Outcome:
    """What becomes of a hostile answer."""
    kata.toml = msgspec.structs.replace(kata.toml, timeout_s=2.0 if wanted(answer)[0] == "timeout" else 20.0)
    course = kata.folder.parents[1]
    file = course.parent / "handed_in.py"
    file.write_text(answer.read_text().replace("COURSE_FOLDER", str(course)))
    judge.expect(kata)
    judge.warm_up()
    runner, before = judge._ready[0].get(), _files(course)
    folder, (process,) = runner.folder, psutil.Process(runner._process.pid).children()
    given = {*folder.rglob("*")}
    verdict = judge.judge(kata, file)
    judge.warm_up()
    left = Left(
        _processes(process.pid), sorted(map(str, {*folder.rglob("*")} - given)), sorted(_files(course) ^ before)
    )
    return Outcome(verdict, judge.judge(kata, kata.solution_files[0]).passed, left)


def _files(folder: Path) -> set[str]:
    """Every file with what can be changed of it."""
    stats = {path: path.stat() for path in folder.rglob("*")}
    return {f"{path} {stat.st_mode:o} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats.items()}


def _processes(group: int) -> list[int]:
    """The processes of that group or session that still run."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):  # it has ended meanwhile
            belongs = group in (os.getpgid(process.pid), os.getsid(process.pid))
            if belongs and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


def main() -> None:
    """Prints the table."""
    get_temp_dir()  # multiprocessing's own folder, which it keeps to the end
    print("| answer | tries | verdict | left behind |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place, Judge(ahead=1) as judge, kata_with_target(Path(place), judge) as kata:
        for answer in ANSWERS:
            outcome = judged(judge, kata, answer)
            kind, sentence = told(outcome.verdict)
            first = sentence.splitlines()[-1 if kind == "import error" else 0][:90]
            left = "nothing" if outcome.left == Left() and outcome.honest else str(outcome)
            tries = answer.read_text().splitlines()[0].removeprefix("# ")
            print(f"| {answer.stem} | {tries} | {kind}: {first} | {left} |", flush=True)


if __name__ == "__main__":
    main()
