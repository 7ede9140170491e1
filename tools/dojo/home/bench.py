"""Real saves under the real screen, which needs no terminal for it: how long a learner waits for each verdict."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from dojo.course import Course, Kata
from dojo.home.app import Home
from dojo.home.path_view import PathView
from dojo.progress import Progress

LOOK_S = 0.005
READING_S = 5.0  # the least that a learner reads of a kata before the first save
EDITING_S = 2.0  # the least that a learner looks at a verdict before the next one
WAIT_S = 60.0

Save = tuple[Kata, bytes]


def seconds_to_verdicts(
    course: Course,
    saves: Iterable[Save],
    after: Callable[[int], None] = lambda number: None,
    editing_s: float = EDITING_S,
) -> list[float]:
    """From each save to its verdict on the screen, in a copy of the course; the first, which waits for the import, too.

    Before the first save of a kata the screen turns to it; before each save the learner reads it or the last verdict.
    `after` is called with the number of each save, once it has its verdict.
    """
    with tempfile.TemporaryDirectory() as place:
        copy = _copied(course, Path(place).resolve())
        return asyncio.run(_seconds(Home(copy, Progress(copy.root)), copy, saves, after, editing_s))


async def _seconds(
    home: Home, copy: Course, saves: Iterable[Save], after: Callable[[int], None], editing_s: float
) -> list[float]:
    times = []
    async with home.run_test(size=(80, 24)):
        shown = ""
        for number, (kata, answer) in enumerate(saves):
            if kata.name != shown:
                shown = kata.name
                home.post_message(PathView.Opened(shown))
                await asyncio.sleep(READING_S)
            else:
                await asyncio.sleep(editing_s)
            file, before = copy.kata(kata.name).answer, home.verdicts.get(kata.name)
            started = time.perf_counter()
            file.write_bytes(answer)
            while home.verdicts.get(kata.name) is before and time.perf_counter() < started + WAIT_S:
                await asyncio.sleep(LOOK_S)
            drawn = asyncio.Event()
            home.call_after_refresh(drawn.set)
            await drawn.wait()
            times.append(time.perf_counter() - started)
            after(number)
    return times


def _copied(course: Course, place: Path) -> Course:
    for folder in ("katas", "solutions", "tests/answers"):
        shutil.copytree(course.root / folder, place / folder)
    copy = Course(place)
    for kata in copy.katas:
        kata.answer.unlink(missing_ok=True)
        if kata.toml.own_test:
            shutil.copy(kata.solutions / "my_test.py", kata.folder)
    return copy
