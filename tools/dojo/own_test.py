"""Grades the test that a learner writes: it must pass on right answers and fail on those with the kata's mistake."""

from collections.abc import Callable
from pathlib import Path

from dojo.course import Kata
from dojo.verdict import Message, Tested, TestOutcome, Troubled

PASSES = "my_test_passes_on_our_solution"
OWN = "my_test_passes_on_your_answer"
STARTER = "my_test_fails_on_the_starter"
MISTAKES = "my_test_fails_on_every_known_answer_with_the_mistake"
ORDER = (PASSES, OWN, STARTER, MISTAKES)

Run = Callable[[Path], list[Message]]


def graded(kata: Kata, my_test: Path, answer: Path, run: Run) -> list[TestOutcome]:
    """What the learner's test is worth; `run` tells what it reports on an answer. Ends at the first thing wrong."""
    wrong = _mistake(kata, my_test, answer, run)
    if wrong is None:
        return [TestOutcome(name, "passed") for name in ORDER]
    failed = ORDER.index(wrong.name)
    passed = [TestOutcome(name, "passed") for name in ORDER[:failed]]
    return [*passed, wrong, *(TestOutcome(name, "not run") for name in ORDER[failed + 1 :])]


def ungraded() -> list[TestOutcome]:
    """For an answer that isn't right itself, so that its test has nothing to pass on."""
    return [TestOutcome(name, "not run", "Your own test is graded once the others pass.") for name in ORDER]


def _mistake(kata: Kata, my_test: Path, answer: Path, run: Run) -> TestOutcome | None:
    if not my_test.is_file():
        return TestOutcome(PASSES, "failed", f"There is no {my_test.name} beside your answer; the brief asks for one.")
    reports = run(kata.solutions / "functional.py")
    if not any(isinstance(one, Tested | Troubled) for one in reports):
        told = f"{my_test.name} holds no test: pytest looks for functions whose names begin with test_."
        return TestOutcome(PASSES, "failed", told)
    if found := _failure(reports):
        told = f"{my_test.name} fails on a right answer, ours: it asks for what a right answer needn't have.\n{found}"
        return TestOutcome(PASSES, "failed", told)
    if found := _failure(run(answer)):
        return TestOutcome(OWN, "failed", f"{my_test.name} fails on your answer, which the spec finds right.\n{found}")
    if not _failure(run(kata.starter)):
        told = f"{my_test.name} passes on the starter, too: it doesn't see what is wrong there."
        return TestOutcome(STARTER, "failed", told)
    unseen = [path for path in kata.answers_with_the_mistake if not _failure(run(path))]
    if unseen:
        mistakes = "\n".join(path.read_text("utf-8").splitlines()[0].removeprefix("# ") for path in unseen)
        return TestOutcome(MISTAKES, "failed", f"{my_test.name} passes on answers with the mistake, too:\n{mistakes}")
    return None


def _failure(reports: list[Message]) -> str:
    """What the first failure says; empty if all passed."""
    for report in reports:
        if isinstance(report, Troubled):
            return report.message
        if isinstance(report, Tested) and not report.test.passed:
            return report.test.message or f"{report.test.name}: {report.test.outcome}"
    return ""
