"""`page`: what a class has handed in, as one HTML page that asks nothing of any server.

The tables are plain HTML. What a verdict says is opened on demand: for each kata these texts are packed together,
equal ones once, so that thousands of verdicts make a page of a few megabytes.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import median

import msgspec
from markupsafe import Markup
from modelgraph.boxes import printable
from modelgraph.svg import STYLE

from dojo.course import Course
from dojo.grading import templating
from dojo.grading.records import Graded
from dojo.grading.scores import Scores
from dojo.grading.templating import percent
from dojo.grading.verdict_texts import VerdictTexts
from dojo.texts import requirement
from dojo.translation import translated
from dojo.verdict import Verdict

MOST_ROWS = 300  # of learners at once: a browser takes seconds to lay out more
LONGEST_SENTENCE = 300  # characters of the one that stands for a whole verdict
MARKS = {"green": "✓", "failing": "✗", "problem": "!", "missing": "○"}


class Cell(msgspec.Struct, frozen=True):
    """A verdict as the table shows it, and the number of the text that it opens.

    The state is `green`, `failing`, `missing`, or `problem` where the spec couldn't be run to its end; what is shown
    is a mark, and a word or the score: `✗ 58 %`; `share` is that of the tests that passed; the sentence says what is
    wrong, and is empty where nothing is or nothing was handed in.
    """

    state: str
    shown: str
    score: float
    share: float
    sentence: str
    text: int


class Row(msgspec.Struct, frozen=True):
    """A learner with a cell for each kata, None where nothing was judged."""

    learner: str
    score: float
    cells: list[Cell | None]

    @property
    def green(self) -> int:
        """How many katas are green."""
        return sum(cell is not None and cell.state == "green" for cell in self.cells)


class Column(msgspec.Struct, frozen=True):
    """A kata with the cells of all learners."""

    name: str
    title: str
    cells: list[Cell]

    def count(self, state: str) -> int:
        """How many cells are in that state."""
        return sum(cell.state == state for cell in self.cells)

    @property
    def median(self) -> float | None:
        """The median share of tests passed over the answers that there are."""
        shares = [cell.share for cell in self.cells if cell.state != "missing"]
        return median(shares) if shares else None


class Mistake(msgspec.Struct, frozen=True):
    """What is wrong, in a sentence, by the numbers of the kata's column and of the learners' rows."""

    kata: int
    sentence: str
    rows: list[int]


def page(course: Course, by_kata: Iterable[Graded], scores: Scores) -> Iterator[str]:
    """The report on a class, in HTML, in pieces: that of a large class has megabytes.

    The results come one kata's after another's, so that no more than one kata's graphs and texts are in work at a time.
    """
    katas = [kata for kata in course.katas if kata.name in scores.weights]
    cells: dict[str, dict[str, Cell]] = {learner: {} for learner in scores.totals}
    packed = {}
    for name, theirs in groupby(by_kata, lambda one: one.verdict.kata):
        texts, cell_of = VerdictTexts(course.kata(name)), dict[int, Cell]()
        for one in theirs:
            learner, number = one.verdict.learner or "", texts.number_of(one)
            if number not in cell_of:
                cell_of[number] = _cell(one.verdict, scores.by_learner[learner][name], number)
            cells[learner][name] = cell_of[number]
        packed[name] = texts.packed()
    rows = [
        Row(printable(learner), scores.totals[learner], [found.get(kata.name) for kata in katas])
        for learner, found in cells.items()
    ]
    columns = [
        Column(kata.name, kata.toml.title, [cell for row in rows if (cell := row.cells[number])])
        for number, kata in enumerate(katas)
    ]
    style = (templating.FOLDER / "report.css").read_text("utf-8") + STYLE
    script = (templating.FOLDER / "report.js").read_text("utf-8")
    return templating.in_pieces(
        "report.html",
        rows=rows,
        most_rows=MOST_ROWS,
        columns=columns,
        mistakes=_mistakes(rows),
        texts=[packed[kata.name] for kata in katas],
        style=Markup(style),
        script=Markup(script),
        hashes=[_hash(style), _hash(script)],
    )


def _cell(verdict: Verdict, score: float, text: int) -> Cell:
    if verdict.problem:
        state = "missing" if verdict.problem == "missing" else "problem"
    else:
        state = "green" if verdict.passed else "failing"
    word = percent(score) if state == "failing" else verdict.problem or "green"
    tests = verdict.tests
    share = sum(test.passed for test in tests) / len(tests) if tests else 0.0
    sentence = first_sentence(verdict) if state in ("failing", "problem") else ""
    return Cell(state, f"{MARKS[state]} {word}", score, share, sentence, text)


def _mistakes(rows: list[Row]) -> list[Mistake]:
    """What is wrong with the answers, what most got wrong first."""
    found: dict[tuple[int, str], list[int]] = {}
    for number, row in enumerate(rows):
        for kata, cell in enumerate(row.cells):
            if cell and cell.sentence:
                found.setdefault((kata, cell.sentence), []).append(number)
    mistakes = [Mistake(kata, sentence, who) for (kata, sentence), who in found.items()]
    return sorted(mistakes, key=lambda one: (-len(one.rows), one.kata, one.sentence))


def first_sentence(verdict: Verdict) -> str:
    """The sentence that says most of what is wrong: of the problem, the graph, or the first failure."""
    failure = next(iter(verdict.failures), None)
    message = (verdict.message or "").strip()
    if message:
        sentence = translated(message) or message.splitlines()[-1]
    elif verdict.graph and verdict.graph.differences:
        sentence = verdict.graph.differences[0]
    elif failure:
        sentence = translated(failure.message) or f"It fails here: {requirement(failure.name)}."
    else:
        sentence = "It doesn't pass, and says nothing of why."
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[:LONGEST_SENTENCE]}…"


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
