"""The verdicts as JSON, and the scores as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from dojo.grading.records import Graded
from dojo.grading.scores import Scores
from dojo.texts import json_text

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def results_json(results: Iterable[Graded]) -> Iterator[str]:
    """A list of all verdicts, in pieces."""
    before = "[\n  "
    for one in results:
        yield before + json_text(one.verdict).replace("\n", "\n  ")
        before = ",\n  "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def results_csv(scores: Scores) -> str:
    """A row for each learner, a column for each kata, and the learner's score."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["learner", *scores.weights, "score"])
    for learner, found in scores.by_learner.items():
        table.writerow([_inert(learner), *(found.get(kata, "") for kata in scores.weights), scores.totals[learner]])
    return text.getvalue()


def _inert(cell: str) -> str:
    """A cell that spreadsheets don't take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
