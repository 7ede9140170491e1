"""A learner's place on the path: what each kata's state is, and what comes next."""

from typing import Literal

import msgspec

from dojo.course import Course, Kata
from dojo.progress import Progress

State = Literal["new", "started", "green"]


class Step(msgspec.Struct, frozen=True):
    """A kata as the learner stands to it; green once an answer of theirs has passed."""

    kata: str
    title: str
    minutes: int
    state: State
    hints_shown: int


def steps(course: Course, progress: Progress) -> list[Step]:
    """The path's katas in their order."""
    green, hints = progress.green(), progress.hints_shown()
    return [
        Step(kata.name, kata.toml.title, kata.toml.minutes, _state(kata, green), hints.get(kata.word, 0))
        for kata in course.katas
    ]


def _state(kata: Kata, green: set[str]) -> State:
    if kata.word in green:
        return "green"
    changed = kata.answer.is_file() and kata.answer.read_bytes() != kata.starter.read_bytes()
    return "started" if changed else "new"


def next_kata(course: Course, path: list[Step]) -> Kata | None:
    """The first kata that isn't green; None at the end of the path."""
    return next((course.kata(step.kata) for step in path if step.state != "green"), None)
