"""The path: every kata with its state and minutes, and a search."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from dojo.course import Kata
from dojo.path import Step

_STATES = {"new": "new", "started": "started", "green": "green ✓"}


class Search(Input):
    """Words to look for; the keys' letters go into it, so it has keys of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Open the first"),
        Binding("down", "app.focus_next", "To the list"),
        Binding("escape", "app.leave_list", "Back"),
    ]


class PathView(Vertical):
    """The katas as a list; Enter or a click opens one, and typing into the search leaves those that match."""

    class Opened(Message):
        """A kata is to be shown."""

        def __init__(self, kata: str) -> None:
            super().__init__()
            self.kata = kata

    def __init__(self, path: list[Step]) -> None:
        super().__init__()
        self._path = path
        self._current = ""

    def compose(self) -> ComposeResult:
        yield Search(placeholder="search: a number, or words", compact=True)
        yield OptionList(compact=True)

    def show(self, path: list[Step], current: Kata) -> None:
        """Shows the path as it is now, the current kata marked."""
        self._path, self._current = path, current.name
        self._list()

    def search(self) -> None:
        """Puts the cursor into the search."""
        self.query_one(Search).focus()

    def choose(self) -> None:
        """Puts the cursor on the list, and ends the search."""
        self.query_one(Search).value = ""
        self.query_one(OptionList).focus()

    def on_input_changed(self) -> None:
        self._list()

    def on_input_submitted(self) -> None:
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.query_one(Search).value = ""
        self.post_message(self.Opened(str(event.option_id)))

    def _list(self) -> None:
        words = self.query_one(Search).value.lower().split()
        found = [step for step in self._path if all(word in f"{step.kata} {step.title}".lower() for word in words)]
        names = [step.kata for step in found]
        katas = self.query_one(OptionList)
        katas.set_options(Option(_row(step, step.kata == self._current), step.kata) for step in found)
        if found:
            katas.highlighted = names.index(self._current) if self._current in names else 0


def _row(step: Step, is_current: bool) -> Text:
    number, _, word = step.kata.partition("_")
    mark = ">" if is_current else " "
    told = f"{mark} {int(number):2} {word:20} {step.minutes:2} min  {_STATES[step.state]:8} {step.title}"
    style = {"green": "green", "started": "bold"}.get(step.state, "")
    return Text(told, style, no_wrap=True, overflow="ellipsis")
