"""Submissions judged here by real judges."""

from pathlib import Path

import pytest
from dojo.course import Course
from dojo.grading.engine import judged_answer, locally
from dojo.grading.records import AnswerFiles
from dojo.judge import Judge
from dojo.spec_runner import NOT_STARTED
from dojo.verdict import Verdict
from modelgraph import graph_from_json

from ..conftest import ANSWER, STARTER
from .conftest import submission


@pytest.fixture
def course(toy: Path) -> Course:
    return Course(toy)


def test_a_submission_is_judged_as_a_learners_file_is(judge: Judge, course: Course) -> None:
    graded, settled = judged_answer(course, judge, AnswerFiles("01_triple", ANSWER.encode()))
    assert (graded.verdict.passed, graded.verdict.styles, settled) == (True, ["sequential"], True)
    assert graph_from_json(bytes(graded.graph or b"")).output_specs == {"triple": "(3,) float32"}


def test_an_answer_that_gives_no_model_has_no_graph(judge: Judge, course: Course) -> None:
    graded, _ = judged_answer(course, judge, AnswerFiles("01_triple", b"1 / 0"))
    assert (graded.verdict.problem, graded.graph) == ("import error", None)


def test_several_judges_give_each_submission_its_verdict(course: Course) -> None:
    answers = [STARTER, ANSWER, "1 / 0", ""]
    waiting = [submission(f"{number}", "01_triple", answer.encode()) for number, answer in enumerate(answers)]
    found = {one.submission.learner: one.graded.verdict for one in locally(course, 2)(waiting)}
    assert {learner: (one.passed, one.problem) for learner, one in found.items()} == {
        "0": (False, None),
        "1": (True, None),
        "2": (False, "import error"),
        "3": (False, "no build_model"),
    }


def test_nothing_to_judge_starts_no_judge(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("dojo.judges.Judge")
    assert list(locally(course, 2)([])) == []


class FailingJudge(Judge):
    """A judge that fails, or can't start, on every answer."""

    def __init__(self, fails: Exception | str) -> None:
        self.fails = fails

    def judge(self, *_: object, **__: object) -> Verdict:
        if isinstance(self.fails, Exception):
            raise self.fails
        return Verdict("01_triple", False, "crash", self.fails)


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (
            OSError("No space left"),
            "The judge failed on this answer; grade again to try again. OSError: No space left",
        ),
        (NOT_STARTED[0], NOT_STARTED[0]),
    ],
)
def test_a_judge_that_fails_costs_one_verdict_which_is_not_settled(
    course: Course, fails: Exception | str, told: str
) -> None:
    graded, settled = judged_answer(course, FailingJudge(fails), AnswerFiles("01_triple", b""))
    assert (graded.verdict.problem, graded.verdict.message, settled) == ("crash", told, False)
