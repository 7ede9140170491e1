"""The screen with the real judge: crashes, hangs and killed processes cost one verdict, and nothing is left behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from dojo.course import Course
from dojo.home.app import JUDGE, Home
from dojo.judge import Judge
from dojo.progress import Progress
from textual.pilot import Pilot

from ..conftest import ANSWER, STARTER
from .conftest import play, shows

CRASH = "import os\n\nos._exit(3)\n"
HANG = "while True:\n    pass\n"


class Kept:
    """The judge of all tests here, which a screen's end doesn't end."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.expect, self.warm_up = judge.expect, judge.warm_up
        self.abandon, self.judge, self.try_own_test = judge.abandon, judge.judge, judge.try_own_test

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with JUDGE() as judge:
        yield judge


@pytest.fixture
def answer(toy: Path) -> Path:
    return toy / "katas/01_triple/triple.py"


@pytest.fixture
def real_home(toy: Path, judge: Judge) -> Home:
    return Home(Course(toy), Progress(toy), lambda: Kept(judge))  # type: ignore[arg-type, return-value]


def test_a_crash_and_a_hang_cost_one_verdict_each(real_home: Home, answer: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer.write_text(CRASH)
        await shows(real_home, "triple.py ended its process")
        answer.write_text(HANG)
        await shows(real_home, "judging … 0 of 2 tests")
        answer.write_text(ANSWER)
        await shows(real_home, "01_triple green ✓: 2 of 2 tests pass")

    play(real_home, script)


def test_a_killed_process_costs_one_verdict(real_home: Home, answer: Path, judge: Judge) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await shows(real_home, "ready")
        os.kill(judge._ready[0].get()._process.pid, signal.SIGKILL)
        answer.write_text(ANSWER)
        await shows(real_home, "The judging process ended before it started")
        answer.write_text(f"{ANSWER}\n")
        await shows(real_home, "01_triple green ✓: 2 of 2 tests pass")

    play(real_home, script)


def test_twenty_saves_leave_no_process_and_no_file(
    real_home: Home, answer: Path, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    counts = []

    async def script(pilot: Pilot[None]) -> None:
        for number in range(10):
            answer.write_text(f"{ANSWER}# {number}\n")
            await shows(real_home, "01_triple green ✓")
            judge.warm_up()
            counts.append(len(psutil.Process().children(recursive=True)))
            answer.write_text(f"{STARTER}# {number}\n")
            await shows(real_home, "01_triple not green yet ✗")
            await shows(real_home, "E   AssertionError")

    play(real_home, script, size=(80, 50))
    judge.warm_up()
    assert len(list(place.iterdir())) == 2  # of the two processes that wait for the next saves
    assert counts[-1] <= counts[0]
