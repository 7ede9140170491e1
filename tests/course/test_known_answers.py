"""The verdict is right: every right answer passes, and every wrong one fails where it should."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from dojo.course import Course
from dojo.judge import Judge
from dojo.verdict import Verdict

ROOT = Path(__file__).parent.parent.parent
KATAS = [kata.name for kata in Course(ROOT).katas]
BOTH_STYLES = [kata.name for kata in Course(ROOT).katas if len(list(kata.solutions.glob("*.py"))) == 2]
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
    kata = course.kata(path.parent.name)
    verdict = judge.judge(kata, path)
    styles = [path.stem] if kata.target.exists() else []
    assert (verdict.problem, verdict.message, verdict.failures, verdict.styles) == (None, None, [], styles)
    assert verdict.passed


@pytest.mark.parametrize("name", BOTH_STYLES)
def test_both_solutions_compute_the_same(course: Course, judge: Judge, tmp_path: Path, name: str) -> None:
    kata = course.kata(name)
    functional, subclassed = ((kata.solutions / f"{style}.py").read_text() for style in ("functional", "subclassed"))
    both = subclassed.replace("def build_model(", "def build_subclassed(") + "\n\n" + functional
    (tmp_path / "both.py").write_text(both)
    verdict = judge.judge(kata, tmp_path / "both.py")
    assert (verdict.problem, verdict.failures, verdict.styles) == (None, [], ["functional", "subclassed"])


@pytest.fixture(scope="module")
def verdict_on(course: Course, judge: Judge) -> Callable[[Path], Verdict]:
    """The verdict on a known answer, judged once for all tests."""
    return cache(lambda path: judge.judge(course.kata(path.parent.name), path))


@pytest.mark.parametrize("path", answers("right"), ids=shown)
def test_a_right_answer_passes(verdict_on: Callable[[Path], Verdict], path: Path) -> None:
    verdict = verdict_on(path)
    assert (verdict.problem, verdict.message, verdict.failures) == (None, None, [])
    assert verdict.passed


@pytest.mark.parametrize("path", answers("wrong"), ids=shown)
def test_a_wrong_answer_fails_in_the_test_that_it_names(verdict_on: Callable[[Path], Verdict], path: Path) -> None:
    named = path.read_text().splitlines()[1].removeprefix("# ")
    verdict = verdict_on(path)
    assert not verdict.passed
    assert named in {test.function for test in verdict.failures if test.outcome == "failed"}


@pytest.mark.parametrize("path", answers("wrong"), ids=shown)
def test_the_first_difference_names_the_mistake(verdict_on: Callable[[Path], Verdict], path: Path) -> None:
    words = path.read_text().splitlines()[2].removeprefix("# ")
    assert words in first_difference(verdict_on(path))


def first_difference(verdict: Verdict) -> str:
    """What the graph alone tells, if there is one and if it isn't the target in the default sizes."""
    if verdict.graph is None:
        return "no graph"
    return "the graph is the target" if verdict.graph.same else verdict.graph.differences[0]


@pytest.mark.parametrize("name", KATAS)
def test_each_kata_has_enough_known_answers(name: str) -> None:
    counts = {kind: len([path for path in answers(kind) if path.parent.name == name]) for kind in ("right", "wrong")}
    assert (counts["right"] >= 3, counts["wrong"] >= 8) == (True, True), counts
