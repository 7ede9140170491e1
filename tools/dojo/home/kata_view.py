"""One kata: its brief, its target, the verdict on the last save, and that answer beside the target."""

from typing import ClassVar

from rich.markup import escape
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Markdown, Static, TabbedContent, TabPane

from dojo.course import Course, Kata
from dojo.home import pictures
from dojo.home.judging import Judged
from dojo.home.verdict_view import VerdictView
from dojo.texts import diff_text
from dojo.verdict import Message, Tested, TestOutcome

MARGIN = 4  # columns beside a drawing: padding and the scroll bar
RUN_SHOWN_S = 1.0  # beyond which a wait breaks a train of thought (Nielsen, Usability Engineering, 1993, chapter 5)
WAITING = "TensorFlow is still being imported. Your save is queued, and judged right after."


class KataView(Vertical, can_focus=True):
    """Shows one kata at a time, and what becomes of a save.

    It keeps the focus while tabs change, and hands on the keys that scroll: were the tabs to pass the focus on, the
    styles of all that is in them would be looked up again just when a verdict is to be shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "in_tab('scroll_up')", show=False),
        Binding("down", "in_tab('scroll_down')", show=False),
        Binding("left", "in_tab('scroll_left')", show=False),
        Binding("right", "in_tab('scroll_right')", show=False),
        Binding("home", "in_tab('scroll_home')", show=False),
        Binding("end", "in_tab('scroll_end')", show=False),
        Binding("pageup", "in_tab('page_up')", show=False),
        Binding("pagedown", "in_tab('page_down')", show=False),
    ]

    def __init__(self, course: Course) -> None:
        super().__init__()
        self._course = course
        self._kata = course.katas[0]
        self._last: Judged | None = None
        self._ended_tests: list[TestOutcome] = []
        self._turns_to_verdict = False
        self._run_timer: Timer | None = None
        self._brief = ""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with TabbedContent(initial="brief"):
            with TabPane("[u]B[/]rief", id="brief"), VerticalScroll(can_focus=False):
                yield Markdown()
            with TabPane("[u]T[/]arget", id="target"), VerticalScroll(can_focus=False):
                yield Static(classes="drawing", markup=False)
            with TabPane("[u]V[/]erdict", id="verdict"):
                yield VerdictView()
            with TabPane("[u]D[/]iff", id="diff"), VerticalScroll(can_focus=False):
                yield Static(id="apart")
                yield Static(classes="drawing", markup=False)

    def show(self, kata: Kata, last: Judged | None) -> None:
        """Shows the kata, with its last verdict if there was one."""
        self._kata, self._last = kata, last
        file = escape(self._course.shown(kata.answer))
        title = f"[bold]{kata.number} {escape(kata.toml.title)}[/]  about {kata.toml.minutes} min"
        self.query_one("#title", Static).update(f"{title}\n[@click=app.edit]{file}[/]")
        if last:
            self._show_verdict(last)
        else:
            self._stop_run()
            self._verdict.say(f"Edit {file} and save it: the verdict comes here.")
        self._draw()
        self.query_one("#brief VerticalScroll").scroll_home(animate=False)

    @property
    def tab(self) -> str:
        """The tab that is open."""
        return self.query_one(TabbedContent).active

    def open(self, tab: str) -> None:
        """Opens a tab, and lets the keys scroll it; a run that has begun doesn't take it away any more."""
        self._turns_to_verdict = False
        self.query_one(TabbedContent).active = tab
        self.focus()

    def action_in_tab(self, action: str) -> None:
        """Has the open tab do what a key asks for."""
        opened = self.query_one(TabbedContent).get_pane(self.tab).query_one(VerticalScroll)
        getattr(opened, f"action_{action}")()

    def queue(self) -> None:
        """Says that a save waits for the import of TensorFlow."""
        self._verdict.say(WAITING)
        self.open("verdict")

    def begin(self) -> None:
        """Makes ready for a run's tests; who looks at the diff goes on looking at it."""
        self._ended_tests = []
        self._turns_to_verdict = self.tab != "diff"
        self._show_run_soon()

    def tell(self, report: Message) -> None:
        """Shows one test more."""
        if isinstance(report, Tested):
            self._ended_tests.append(report.test)
            self._show_run_soon()

    def judged(self, last: Judged) -> None:
        """Shows the verdict."""
        self._last = last
        self._show_verdict(last)
        self._turn_to_verdict()
        self._draw_diff()

    def say(self, sentence: str) -> None:
        """Shows a sentence in place of a verdict."""
        self._stop_run()
        self._verdict.say(escape(sentence))
        self.open("verdict")

    def on_resize(self) -> None:
        self._draw()

    def on_tabbed_content_tab_activated(self) -> None:
        self._draw_diff()

    @property
    def _verdict(self) -> VerdictView:
        return self.query_one(VerdictView)

    def _show_run_soon(self) -> None:
        """Most verdicts come sooner; drawing the screen for each test would take the time that judging needs."""
        if self._run_timer is None:
            self._run_timer = self.set_timer(RUN_SHOWN_S, self._show_run)

    def _show_run(self) -> None:
        if self._run_timer is None:
            return  # a verdict came while this call was already under way
        self._run_timer = None
        self._turn_to_verdict()
        self._verdict.run(self._ended_tests, max(len(self._kata.tests), len(self._ended_tests)))

    def _turn_to_verdict(self) -> None:
        if self._turns_to_verdict:
            self.open("verdict")

    def _stop_run(self) -> None:
        if self._run_timer is not None:
            self._run_timer.stop()
            self._run_timer = None

    def _show_verdict(self, last: Judged) -> None:
        self._stop_run()
        self._verdict.show(last.verdict, self._course.shown(self._kata.answer))

    def _draw(self) -> None:
        """Fits the drawings to the room; there is none while the path has it all."""
        width = self.size.width - MARGIN
        if width < 0:
            return
        target = pictures.target(self._kata, width)
        brief = pictures.brief(self._kata, target)
        if brief != self._brief:
            self._brief = brief
            self.query_one(Markdown).update(brief)
        self.query_one("#target .drawing", Static).update(target)
        self._draw_diff()

    def _draw_diff(self) -> None:
        """Draws the answer beside the target, if anybody looks."""
        width = self.size.width - MARGIN
        if width >= 0 and self.tab == "diff":
            apart, drawn = self._diff(width)
            self.query_one("#apart", Static).update(Text.from_markup(f"{apart}\n"))
            self.query_one("#diff .drawing", Static).update(drawn)

    def _diff(self, width: int) -> tuple[str, str]:
        """What sets the last answer apart from the target, in sentences and drawn."""
        if self._last is None:
            return "Save your answer, to see it beside the target.", pictures.target(self._kata, width)
        if self._last.graph is None:
            return "Your answer gave no model that could be drawn: see its verdict.", ""
        told = self._last.verdict.graph
        return diff_text(told) if told else "", pictures.beside_target(self._kata, self._last.graph, width)
