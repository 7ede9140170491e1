"""The verdict is right: every right answer passes, and every wrong one fails where it should and is told why."""

from pathlib import Path

import pytest
from dojo import proof
from dojo.course import Course, Kata
from dojo.verdict import Verdict

KATAS = Course(Path(__file__).parent.parent.parent).katas


@pytest.fixture(scope="session")
def verdicts(course: Course) -> dict[proof.Case, Verdict]:
    """The verdict on every starter, solution and known answer, each judged once."""
    return proof.verdicts_on(course.katas)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
def test_every_answer_is_judged_as_it_says(verdicts: dict[proof.Case, Verdict], kata: Kata) -> None:
    assert proof.problems(kata, verdicts) == []
