"""The verdict is right: every right answer passes, and every wrong one fails where it should."""

from pathlib import Path

import pytest
from dojo.course import Course
from dojo.judge import Judge

ROOT = Path(__file__).parent.parent.parent
KATAS = [kata.name for kata in Course(ROOT).katas]
ANSWERS = sorted((ROOT / "tests" / "answers").glob("*/*.py"))
SOLUTIONS = sorted((ROOT / "solutions").glob("*/*.py"))


def shown(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def answers(kind: str) -> list[Path]:
    return [path for path in ANSWERS if path.name.startswith(kind)]


@pytest.mark.parametrize("name", KATAS)
def test_a_starter_fails_at_least_two_tests_by_assertion(course: Course, judge: Judge, name: str) -> None:
    kata = course.kata(name)
    verdict = judge.judge(kata, kata.starter)
    by_assertion = [test.name for test in verdict.failures if "AssertionError" in test.message]
    assert (verdict.problem, len(by_assertion) >= 2) == (None, True), verdict


@pytest.mark.parametrize("path", SOLUTIONS, ids=shown)
def test_a_solution_passes(course: Course, judge: Judge, path: Path) -> None:
    verdict = judge.judge(course.kata(path.parent.name), path)
    assert (verdict.problem, verdict.message, verdict.failures, verdict.styles) == (None, None, [], [path.stem])


@pytest.mark.parametrize("name", KATAS)
def test_both_solutions_compute_the_same(course: Course, judge: Judge, tmp_path: Path, name: str) -> None:
    kata = course.kata(name)
    functional, subclassed = ((kata.solutions / f"{style}.py").read_text() for style in ("functional", "subclassed"))
    both = subclassed.replace("def build_model(", "def build_subclassed(") + "\n\n" + functional
    (tmp_path / "both.py").write_text(both)
    verdict = judge.judge(kata, tmp_path / "both.py")
    assert (verdict.problem, verdict.failures, verdict.styles) == (None, [], ["functional", "subclassed"])


@pytest.mark.parametrize("path", answers("right"), ids=shown)
def test_a_right_answer_passes(course: Course, judge: Judge, path: Path) -> None:
    verdict = judge.judge(course.kata(path.parent.name), path)
    assert (verdict.problem, verdict.message, verdict.failures) == (None, None, [])
    assert verdict.passed


@pytest.mark.parametrize("path", answers("wrong"), ids=shown)
def test_a_wrong_answer_fails_in_the_test_that_it_names(course: Course, judge: Judge, path: Path) -> None:
    named = path.read_text().splitlines()[1].removeprefix("# ")
    verdict = judge.judge(course.kata(path.parent.name), path)
    assert not verdict.passed
    assert named in {test.function for test in verdict.failures if test.outcome == "failed"}


@pytest.mark.parametrize("name", KATAS)
def test_each_kata_has_enough_known_answers(name: str) -> None:
    counts = {kind: len([path for path in answers(kind) if path.parent.name == name]) for kind in ("right", "wrong")}
    assert (counts["right"] >= 3, counts["wrong"] >= 8) == (True, True), counts
