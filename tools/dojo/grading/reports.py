"""All that a grading writes beside its store, each file whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.gradescope import file_name, gradescope_json
from dojo.grading.junit import junit_xml
from dojo.grading.page import page
from dojo.grading.records import Graded
from dojo.grading.results import results_csv, results_json
from dojo.grading.scores import Scores

WRITTEN = {
    "report/index.html": "the class on one page: open it in a browser",
    "results.csv": "a row for each learner, a column for each kata, a score",
    "results.json": "every verdict",
    "junit.xml": "every test, for systems that show JUnit",
    "gradescope/": "a file for each learner, as Gradescope wants it",
}


def write_reports(
    out: Path, course: Course, results: Iterable[Graded], by_kata: Iterable[Graded], scores: Scores
) -> None:
    """Writes the reports into the folder `out`. Raises KataError where that can't be.

    The results come in two orders, by learner and kata, and by kata and learner. They are gone through once for each
    report, and none keeps them: those of a class are large.
    """
    for name, pieces in _reports(course, results, by_kata, scores):
        _write(out / name, pieces)


def _reports(
    course: Course, results: Iterable[Graded], by_kata: Iterable[Graded], scores: Scores
) -> Iterator[tuple[str, Iterable[str]]]:
    yield "report/index.html", page(course, by_kata, scores)
    yield "results.csv", [results_csv(scores)]
    yield "results.json", results_json(results)
    yield "junit.xml", junit_xml(results)
    for learner, theirs in groupby(results, lambda one: one.verdict.learner or ""):
        yield f"gradescope/{file_name(learner)}", [gradescope_json(course, list(theirs), scores)]


def _write(path: Path, pieces: Iterable[str]) -> None:
    unfinished = path.with_name(f".{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
        os.replace(unfinished, path)
    except OSError as error:
        raise KataError(
            f"{path} can't be written: {error.strerror}. Mend that and run the same command again: verdicts are kept."
        ) from None
