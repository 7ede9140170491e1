"""The last verdict on a kata: the tests as they come, then its sentences and its failures, the first one open."""

from itertools import groupby

from rich.markup import escape
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Collapsible, Static

from dojo.texts import (
    LEAVES,
    difference_lines,
    first_telling,
    heading,
    in_other_words,
    in_short,
    requirement,
    test_line,
)
from dojo.verdict import TestOutcome, Verdict


class VerdictView(VerticalScroll, can_focus=False):
    """Shows one thing at a time: a sentence, a run's tests so far, or a verdict."""

    def compose(self) -> ComposeResult:
        yield Static()

    def say(self, markup: str) -> None:
        """Shows some lines."""
        self._replace([_static(markup)])

    def run(self, tests: list[TestOutcome], of: int) -> None:
        """Shows the tests that have ended, out of so many that the spec holds."""
        lines = [f"[bold]judging …[/] {len(tests)} of {of} tests", *map(test_line, tests)]
        room = [" " for _ in range(of - len(tests))]
        text = "\n".join(lines + room)
        if len(self.children) == 1 and isinstance(only := self.children[0], Static):
            only.update(Text.from_markup(text), layout=only.size.height != of + 1)
        else:
            self.say(text)

    def show(self, verdict: Verdict, file: str) -> None:
        """Shows the verdict on that file."""
        self._replace([_static(_told(verdict, file)), *_tests(verdict)])
        self.scroll_home(animate=False)

    def _replace(self, widgets: list[Widget]) -> None:
        self.remove_children()
        self.mount_all(widgets)


def _told(verdict: Verdict, file: str) -> str:
    lines = [heading(verdict, file), _next_step(verdict), ""]
    if verdict.graph and verdict.graph.differences:
        lines += [LEAVES, *difference_lines(verdict.graph), ""]
    if verdict.message:
        lines += [*in_short(verdict.message), escape(verdict.message), ""]
    return "\n".join(lines)


def _tests(verdict: Verdict) -> list[Widget]:
    """In the spec's order: a widget for each test that tells why it failed, and one for all between two of them."""
    opened = None if verdict.message else first_telling(verdict)
    shown: list[Widget] = []
    for tells, tests in groupby(verdict.tests, lambda test: not test.passed and bool(test.message)):
        if tells:
            shown += [_told_by(test, test is opened) for test in tests]
        else:
            shown.append(_static("\n".join(f"  {test_line(test)}" for test in tests)))
    return shown


def _told_by(test: TestOutcome, is_open: bool) -> Widget:
    told = _static("\n".join([*in_short(test.message), escape(test.message)]))
    return Collapsible(told, title=escape(f"✗ {requirement(test.name)}"), collapsed=not is_open)


def _next_step(verdict: Verdict) -> str:
    if not verdict.passed:
        return "The next save gives the next verdict. h: a hint. d: your model beside the target."
    return f"{in_other_words(verdict)}s: compare with ours. n: on to the next."


def _static(markup: str) -> Static:
    return Static(Text.from_markup(markup))
