"""The screen on the toy course, with a judge that needs no TensorFlow and does as the answer says."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from dojo.course import Course, Kata
from dojo.home.app import Home
from dojo.progress import Progress
from dojo.verdict import Tested, TestOutcome, Verdict
from textual.pilot import Pilot

Script = Callable[[Pilot[None]], Awaitable[None]]
WAIT_S = 60.0  # on a busy machine


class FakeJudge:
    """Passes an answer that holds `right`; waits on one that holds `hang`; breaks on one that holds `break`."""

    def __init__(self) -> None:
        self.is_imported = threading.Event()
        self.is_imported.set()
        self.abandoned = threading.Event()
        self.expected: list[str] = []
        self.judged: list[str] = []
        self.own_test_hangs = False

    def __enter__(self) -> "FakeJudge":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def warm_up(self) -> bool:
        return self.is_imported.wait(WAIT_S)

    def expect(self, kata: Kata) -> None:
        self.expected.append(kata.name)

    def abandon(self) -> None:
        self.abandoned.set()

    def try_own_test(self, kata: Kata) -> None:
        if self.own_test_hangs:
            self.abandoned.wait(WAIT_S)

    def judge(self, kata: Kata, answer: Path, watch: Callable[[Any], None]) -> Verdict:
        text = answer.read_text()
        self.judged.append(text)
        self.abandoned.clear()
        if "break" in text:
            raise OSError("no room on the disk")
        tests = [TestOutcome("test_it_takes_a_pair", "passed")]
        watch(Tested(tests[0]))
        if "hang" in text:
            self.abandoned.wait(WAIT_S)
        passed = "right" in text
        tests.append(TestOutcome("test_it_gives_a_triple", "passed" if passed else "failed", "" if passed else "E two"))
        return Verdict(kata.name, passed, seconds=0.3, tests=tests)


@pytest.fixture
def fake() -> FakeJudge:
    """The judge that the screen uses."""
    return FakeJudge()


@pytest.fixture
def home(toy: Path, fake: FakeJudge) -> Home:
    """The screen, not yet open."""
    return Home(Course(toy), Progress(toy), lambda: fake)  # type: ignore[arg-type, return-value]


def play(home: Home, script: Script, size: tuple[int, int] = (80, 24)) -> None:
    """Opens the screen in a terminal of that size and runs the script on it."""

    async def run() -> None:
        async with home.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await script(pilot)

    asyncio.run(run())


def lines(home: Home) -> list[str]:
    """What the screen shows, line by line."""
    width = home.size.width
    strips = home.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip)[:width].rstrip() for strip in strips]


async def comes(is_so: Callable[[], bool]) -> bool:
    """Waits until that is so; says whether it is in the end."""
    for _ in range(int(WAIT_S / 0.02)):
        if is_so():
            return True
        await asyncio.sleep(0.02)
    return False


async def shows(home: Home, text: str) -> None:
    """Waits until the screen shows that text; fails with what it shows instead."""
    if not await comes(lambda: any(text in line for line in lines(home))):
        pytest.fail(f"{text!r} isn't shown:\n" + "\n".join(lines(home)))
