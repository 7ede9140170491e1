"""Judges submissions on this machine, and takes down each verdict as it arrives.

An engine is what turns submissions into verdicts, in any order: `locally` here, a cluster elsewhere.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from modelgraph import ModelGraphError, graph_from_json

from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.records import AnswerFiles, Graded, Submission
from dojo.grading.store import Store
from dojo.judge import Judge
from dojo.judges import judged_by_several
from dojo.own_test import MY_TEST
from dojo.spec_runner import NOT_STARTED
from dojo.verdict import Message, Verdict, last_graph

MOST_FAILURES = 3  # to start a judging process, one after another: no answer's code has run then


class Judged(msgspec.Struct, frozen=True):
    """A submission and what came of it; not `settled` if the judge itself failed on it."""

    submission: Submission
    graded: Graded
    settled: bool = True


Engine = Callable[[list[Submission]], Iterator[Judged]]


def grade(store: Store, submissions: list[Submission], engine: Engine, watch: Callable[[int, int], None]) -> int:
    """Brings the store up to date; returns how many answers were judged, and tells `watch` how many of how many are.

    One kata's answers come after another's, for a judge reads a kata's spec once for all that follow each other.
    Raises KataError if judging processes don't start.
    """
    waiting = store.unjudged(submissions)
    for one in waiting:
        if one.answer is None:
            store.record(one, Graded(Verdict(one.kata, False, "missing", "No answer was handed in that can be read.")))
    waiting = sorted((one for one in waiting if one.answer is not None), key=lambda one: one.kata)
    failures = 0
    watch(0, len(waiting))
    for done, judged in enumerate(engine(waiting), start=1):
        store.record(judged.submission, judged.graded, judged.settled)
        watch(done, len(waiting))
        message = judged.graded.verdict.message
        failures = failures + 1 if message in NOT_STARTED else 0
        if failures == MOST_FAILURES:
            raise KataError(f"No answer can be judged. {message}")
    return len(waiting)


def locally(course: Course, jobs: int, sandbox: bool = True) -> Engine:
    """The engine that judges in so many processes of this machine."""

    def judged(judge: Judge, submission: Submission) -> Judged:
        return Judged(submission, *judged_answer(course, judge, submission.read()))

    return lambda waiting: (one for _, one in judged_by_several(waiting, jobs, judged, sandbox))


def judged_answer(course: Course, judge: Judge, files: AnswerFiles) -> tuple[Graded, bool]:
    """The verdict on an answer, and whether it is settled; whatever fails costs this one verdict."""
    reports: list[Message] = []
    kata = course.kata(files.kata)
    try:
        with tempfile.TemporaryDirectory(prefix="kata-") as place:
            answer, my_test = Path(place) / kata.answer.name, Path(place) / MY_TEST
            answer.write_bytes(files.answer)
            if files.my_test is not None:
                my_test.write_bytes(files.my_test)
            verdict = judge.judge(kata, answer, reports.append, my_test)
    except Exception as error:
        told = f"The judge failed on this answer; grade again to try again. {type(error).__name__}: {error}"
        return Graded(Verdict(kata.name, False, "crash", told)), False
    graph = last_graph(reports)
    kept = msgspec.Raw(graph) if graph and _is_graph(graph) else None
    return Graded(verdict, kept), verdict.message not in NOT_STARTED


def _is_graph(graph: bytes) -> bool:
    try:
        graph_from_json(graph)
    except ModelGraphError:
        return False
    return True
