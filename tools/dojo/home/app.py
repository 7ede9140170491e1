"""The screen: keys and saves in, and what becomes of them out."""

import gc
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widgets import Footer, Static

from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.home.editor import editor_for
from dojo.home.judging import Begun, Broken, Event, Imported, Judged, Judging, Queued, Told
from dojo.home.kata_view import KataView
from dojo.home.path_view import PathView
from dojo.home.saves import Saves
from dojo.home.sheets import Hints, Question, Solution
from dojo.judge import Judge
from dojo.path import Step, next_kata, steps
from dojo.progress import Progress
from dojo.texts import duration

TERMINAL = replace(  # the terminal's own colours, which read on dark and on light; what is chosen stands in reverse
    BUILTIN_THEMES["ansi-dark"],
    name="terminal",
    variables={
        **dict.fromkeys(("ansi-background", "ansi-foreground", "border", "border-blurred"), "ansi_default"),
        **dict.fromkeys(("block-cursor-foreground", "block-cursor-background"), "ansi_default"),
        **dict.fromkeys(("input-cursor-foreground", "input-cursor-background"), "ansi_default"),
        **dict.fromkeys(("input-selection-foreground", "input-selection-background"), "ansi_default"),
        "block-cursor-text-style": "reverse",
        "input-cursor-text-style": "reverse",
    },
)
LONG_S = 12.0  # how long a notice stays that must be read
JUDGE = partial(Judge, ahead=2)  # even a small laptop has two cores

# The cache of this method keeps a thousand removed widgets with their drawings (Textual 8.2.8, issue 6665).
StylesCache.get_inner_outer = StylesCache.get_inner_outer.__wrapped__  # type: ignore[assignment, method-assign]


class Home(App[None]):
    """The learner's home."""

    TITLE = "Beyond Sequential"
    CSS_PATH = "home.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "go(1)", "Next"),
        Binding("p", "go(-1)", "Prev"),
        Binding("l", "list", "List"),
        Binding("h", "hint", "Hint"),
        Binding("d", "tab('diff')", "Diff"),
        Binding("t", "tab('target')", "Target"),
        Binding("r", "reset", "Reset"),
        Binding("s", "solution", "Solution"),
        Binding("e", "edit", "Edit"),
        Binding("q", "quit", "Quit"),
        Binding("b", "tab('brief')", "Brief", show=False),
        Binding("v", "tab('verdict')", "Verdict", show=False),
        Binding("escape", "leave_list", "Back", show=False),
    ]

    def __init__(self, course: Course, progress: Progress, make_judge: Callable[[], Judge] = JUDGE) -> None:
        super().__init__(ansi_color=True)
        self.animation_level = "none"  # what moves takes the time that judging needs
        self._course = course
        self._progress = progress
        self._path = steps(course, progress)
        self._kata = next_kata(course, self._path) or course.katas[-1]
        self.verdicts: dict[str, Judged] = {}
        self._judging = Judging(self._tell, make_judge)
        self._saves = Saves(course, self._judging.submit, self._notice)
        self._green = Static(id="green")
        self._status = Static("TensorFlow is being imported …", id="status")
        self._path_view = PathView(self._path)
        self._kata_view = KataView(course)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield self._green
            yield self._status
        with Horizontal():
            yield self._path_view
            yield self._kata_view
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.register_theme(TERMINAL)
        self.theme = TERMINAL.name
        self._base.add_class("path")
        self._open(self._kata)
        self._path_view.choose()
        threading.Thread(target=self._saves.run, name="saves", daemon=True).start()
        self._judging.start()
        self.call_after_refresh(_keep_to_the_end)

    def on_path_view_opened(self, event: PathView.Opened) -> None:
        try:
            self._open(self._course.kata(event.kata))
        except KataError as error:
            self._complain(error)
        self._tab("brief")

    def on_unmount(self) -> None:
        self._saves.stop()
        self._judging.stop()

    def action_go(self, by: int) -> None:
        """Shows the next kata of the path, or the previous one."""
        place = self._course.katas.index(self._kata) + by
        if 0 <= place < len(self._course.katas):
            self._open(self._course.katas[place])
            self._tab("brief")

    def action_list(self) -> None:
        """Shows the path, ready for a search."""
        self._base.add_class("path")
        self._path_view.search()

    def action_leave_list(self) -> None:
        """Leaves the path for the kata."""
        if self._base.has_class("path"):
            self._path_view.choose()
            self._tab("brief")

    def action_tab(self, tab: str) -> None:
        """Opens a tab."""
        self._tab(tab)

    def action_hint(self) -> None:
        """Shows the hints seen so far, at least the first."""
        kata = self._kata
        seen = self._progress.hints_shown().get(kata.word, 0)
        self.push_screen(Hints(kata, seen, lambda shown: self._progress.record_hint(kata.word, shown)))

    def action_reset(self) -> None:
        """Asks, and puts the starter in place of the learner's file."""
        kata = self._kata
        file = self._course.shown(kata.answer)

        def reset(is_sure: bool | None) -> None:
            if not is_sure:
                return
            try:
                kept = kata.reset(datetime.now())
            except KataError as error:
                self._complain(error)
                return
            self._saves.know(kata)
            self.verdicts.pop(kata.name, None)
            self._open(kata)
            self.notify(f"Your file is kept as {kept.name}." if kept else f"{file} is the starter.", markup=False)

        self.push_screen(Question(f"Start {kata.name} again?\n\n{file} is kept beside it, under another name."), reset)

    def action_solution(self) -> None:
        """Shows how we wrote it: once the kata is green, or to who gives up."""
        solution = Solution(self._course, self._kata)
        if self._kata.word in self._progress.green():
            self.push_screen(solution)
            return

        def give_up(is_sure: bool | None) -> None:
            if is_sure:
                self.push_screen(solution)

        asked = f"{self._kata.name} isn't green yet.\n\nGive up, and see the solution all the same?"
        self.push_screen(Question(asked), give_up)

    def action_edit(self) -> None:
        """Opens the learner's file in their editor."""
        self._kata.start()
        editor = editor_for(self._kata.answer)
        if not shutil.which(editor.command[0]):
            raise KataError(f"There is no program {editor.command[0]!r}. Set VISUAL to your editor.")
        if editor.fills_terminal:
            with self.suspend():
                subprocess.run(editor.command, check=False)
        else:
            nothing = subprocess.DEVNULL
            streams = {"stdin": nothing, "stdout": nothing, "stderr": nothing}
            run = partial(subprocess.run, editor.command, **streams, start_new_session=True)
            threading.Thread(target=run, name="editor", daemon=True).start()
            self.notify(f"{self._course.shown(self._kata.answer)} opens in {editor.command[0]}.", markup=False)

    async def run_action(self, *arguments: Any, **options: Any) -> bool:
        """Does what a key asks for; what can't be done costs a notice, not the screen."""
        try:
            return await super().run_action(*arguments, **options)
        except (KataError, SuspendNotSupported) as error:
            self._complain(error)
            return True

    def _complain(self, error: Exception) -> None:
        self.notify(str(error), severity="error", timeout=LONG_S, markup=False)

    def _happened(self, event: Event) -> None:
        try:
            if self.is_running:  # not while the screen closes, when half of it is gone
                self._show(event)
        except KataError as error:
            self._complain(error)

    def _show(self, event: Event) -> None:
        match event:
            case Imported():
                self._say("ready: save, and see")
            case Queued():
                self._turn_to(event.kata)
                self._kata_view.queue()
                self._say("save queued: TensorFlow is imported")
            case Begun():
                self._turn_to(event.kata)
                self._kata_view.begin()
                self._say("judging …")
            case Told() if event.kata == self._kata.name:
                self._kata_view.tell(event.report)
            case Judged():
                self.verdicts[event.kata] = event
                if event.kata == self._kata.name:
                    self._kata_view.judged(event)
                result = "green ✓" if event.verdict.passed else "not green yet ✗"
                self._say(f"{result} {duration(event.verdict.seconds)}")
                self.call_after_refresh(_forget_the_last_one)
            case Broken():
                self._kata_view.say(event.sentence)
                self._say("not judged ✗")

    def _turn_to(self, name: str) -> None:
        """Shows the kata that was saved, whatever lies over it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name != self._kata.name:
            self._open(self._course.kata(name))
        if self._base.has_class("path"):
            self._tab(self._kata_view.tab)

    def _say(self, status: str) -> None:
        self._status.update(status, layout=False)  # laying the screen out takes the time that judging needs

    @property
    def _base(self) -> Screen[Any]:
        return self.screen_stack[0]

    def _open(self, kata: Kata) -> None:
        self._kata = kata
        self._judging.expect(kata)
        if kata.start():
            self._saves.know(kata)
        self._kata_view.show(kata, self.verdicts.get(kata.name))
        self._show_path(steps(self._course, self._progress))

    def _tab(self, tab: str) -> None:
        self._base.remove_class("path")
        self._kata_view.open(tab)

    def _refresh_path(self) -> None:
        path = steps(self._course, self._progress)
        if path != self._path and self.is_running:
            self._show_path(path)

    def _show_path(self, path: list[Step]) -> None:
        self._path = path
        self._path_view.show(self._path, self._kata)
        green = sum(step.state == "green" for step in self._path)
        bar = "".join("■" if step.state == "green" else "□" for step in self._path)
        self._green.update(f"{bar} {green} of {len(self._path)} green")

    def _tell(self, event: Event) -> None:
        """Called by the judging thread."""
        self.call_later(self._happened, event)
        if isinstance(event, Judged) and event.answer:
            try:
                self._progress.record(self._course.kata(event.kata).word, event.answer, event.verdict.passed)
            except KataError as error:  # a verdict is worth having, progress kept or not
                self.call_later(self._complain, error)
            self.call_later(self._refresh_path)

    def _notice(self, sentence: str) -> None:
        """Called by the thread that watches saves."""
        self.call_later(self.notify, sentence, timeout=LONG_S, markup=False)


def _keep_to_the_end() -> None:
    """Spares garbage collections what is there before the first verdict: most of it stays as long as the screen."""
    gc.collect()
    gc.freeze()


def _forget_the_last_one() -> None:
    """Frees the last verdict's widgets, which refer to one another; Python would do so after ten verdicts more."""
    gc.collect()
