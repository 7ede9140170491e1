"""What lies over the screen for a while: a question, hints, our solution."""

from collections.abc import Callable

from rich.syntax import Syntax
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from dojo.course import Course, Kata


class Question(ModalScreen[bool]):
    """Asks, and answers True for yes."""

    BINDINGS = [("y", "dismiss(True)", "Yes"), ("n,escape", "dismiss(False)", "No")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet"):
            yield Static(self._question, markup=False)
        yield Footer(show_command_palette=False)


class Hints(ModalScreen[None]):
    """The hints that the learner has seen, at least the first; `record` keeps how many those are."""

    BINDINGS = [("h", "next", "Next hint"), ("escape,enter,q", "dismiss", "Close")]

    def __init__(self, kata: Kata, seen: int, record: Callable[[int], None]) -> None:
        super().__init__()
        self._kata = kata
        self._seen = seen
        self._record = record

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet"):
            yield Static()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if self._seen:
            self._show()
        else:
            self.action_next()

    def action_next(self) -> None:
        """Shows one hint more."""
        if self._seen < len(self._kata.toml.hints):
            self._seen += 1
            self._record(self._seen)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no next hint after the last."""
        return action != "next" or self._seen < len(self._kata.toml.hints)

    def _show(self) -> None:
        hints = self._kata.toml.hints
        told = Text()
        for number, hint in enumerate(hints[: self._seen], start=1):
            told.append(f"Hint {number} of {len(hints)}\n", "bold").append(f"{hint}\n\n")
        told.append("h shows the next one." if self._seen < len(hints) else "That was the last hint.", "dim")
        self.query_one(Static).update(told)
        self.refresh_bindings()
        self.query_one(VerticalScroll).scroll_end(animate=False)


class Solution(ModalScreen[None]):
    """How we wrote it."""

    BINDINGS = [("escape,enter,s,q", "dismiss", "Close")]

    def __init__(self, course: Course, kata: Kata) -> None:
        super().__init__()
        self._course = course
        self._kata = kata

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet"):
            for file in sorted(self._kata.solutions.glob("*.py")):
                yield Static(Text(self._course.shown(file), "bold"))
                yield Static(Syntax(file.read_text("utf-8"), "python", theme="ansi_dark", background_color="default"))
                yield Static()
        yield Footer(show_command_palette=False)
