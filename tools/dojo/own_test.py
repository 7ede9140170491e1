"""Grades the test that a learner writes: it must pass on right answers and fail on those with the kata's mistake."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from dojo.course import Kata
from dojo.verdict import Ended, Message, Tested, TestOutcome, Troubled

MY_TEST = "my_test.py"  # the learner's own, beside their answer
PASSES = "my_test_passes_on_our_solutions"
OWN = "my_test_passes_on_your_answer"
STARTER = "my_test_fails_on_the_starter"
MISTAKES = "my_test_fails_on_every_known_answer_with_the_mistake"
ORDER = (PASSES, OWN, STARTER, MISTAKES)


class OwnTest(msgspec.Struct, frozen=True):
    """The learner's test, and how many seconds one run of it may take."""

    name: str
    source: str
    timeout_s: float


class Found(msgspec.Struct, frozen=True):
    """What the learner's test says on one answer: `failure` of its first test that fails, or in what `trouble` it is.

    Both are empty if every test passes.
    """

    failure: str
    trouble: str


Run = Callable[[OwnTest, Sequence[Path]], list[Found]]


def graded(kata: Kata, my_test: Path, answer: Path, run: Run) -> list[TestOutcome]:
    """What the learner's test is worth, up to the first thing wrong; `run` tells what it says on each answer."""
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
    name = my_test.name
    source, unread = _read(my_test)
    if unread:
        return TestOutcome(PASSES, "failed", unread)
    if unfound := _unfound_answers(kata):
        return TestOutcome(PASSES, "not run", unfound)
    own = OwnTest(name, source, kata.toml.timeout_s)
    solutions, mistaken = kata.solution_files, kata.answers_with_the_mistake
    answers = [*solutions, answer, kata.starter, *mistaken]
    found = run(own, answers[:1])  # by itself: a test that hangs on the first would hang on all
    if found == [Found("", "")]:
        found += run(own, answers[1:])
    for solution, ours in zip(solutions, found, strict=False):
        if ours.failure:
            told = f"{name} fails on a right answer, our {solution.stem} one: it is mistaken, or asks for what a right"
            return TestOutcome(PASSES, "failed", f"{told} answer needn't have.\n{ours.failure}")
        if ours.trouble:
            return TestOutcome(PASSES, "failed", ours.trouble)
    yours, starter, *others = found[len(solutions) :]
    if told := yours.failure or yours.trouble:
        return TestOutcome(OWN, "failed", f"{name} fails on your answer, which the spec finds right.\n{told}")
    if not starter.failure:
        told = starter.trouble or f"{name} passes on the starter, too: it doesn't see what is wrong there."
        return TestOutcome(STARTER, "failed", told)
    unseen = [path for path, one in zip(mistaken, others, strict=True) if not one.failure]
    if unseen:
        mistakes = "\n".join(path.read_text("utf-8").splitlines()[0].removeprefix("# ") for path in unseen)
        return TestOutcome(MISTAKES, "failed", f"{name} doesn't fail on these answers with the mistake:\n{mistakes}")
    return None


def _unfound_answers(kata: Kata) -> str:
    """That there are none of the answers that tests are graded on, if that is so."""
    for folder, answers in (
        (kata.solutions, kata.solution_files),
        (kata.known_answers, kata.answers_with_the_mistake),
    ):
        if not answers:
            told = f"Your answer is right. Your test is graded on the answers in {folder}, and they aren't there."
            return f"{told}\nFetch them, or have it graded where they are."
    return ""


def _read(my_test: Path) -> tuple[str, str]:
    """The test's source, and why there is nothing in it to run, if that is so."""
    try:
        source = my_test.read_text("utf-8", errors="replace")  # Python itself will say what it can't read
    except FileNotFoundError:
        return "", f"There is no {my_test.name} beside your answer; the brief asks for one."
    except OSError as error:
        return "", f"{my_test.name} can't be read: {error.strerror}. A Python file was wanted."
    lines = [line.strip() for line in source.splitlines()]
    if all(not line or line.startswith("#") for line in lines):
        return "", f"{my_test.name} is empty; the brief says what to write."
    return source, ""


def found_in(own: OwnTest, reports: list[Message]) -> Found:
    """What the reports of a run of the test amount to."""
    tests = [report.test for report in reports if isinstance(report, Tested)]
    failure = next((test.message or test.name for test in tests if test.outcome == "failed"), "")
    return Found(failure, _trouble(own, reports, tests))


def _trouble(own: OwnTest, reports: list[Message], tests: list[TestOutcome]) -> str:
    """Why the test has not run to its end, or not at all; empty if it has."""
    troubled = [report for report in reports if isinstance(report, Troubled)]
    if any(report.problem == "timeout" for report in troubled):
        return f"{own.name} was stopped after {own.timeout_s:g} s. Is there an endless loop?"
    if not any(isinstance(report, Ended) for report in reports):
        return f"{own.name} ended its process; a test only passes or fails."
    if troubled:
        return f"{own.name} can't be run.\n{_without_pytests_own_lines(troubled[0].message, own.name)}"
    if not tests and "def test" not in own.source:
        return f"{own.name} holds no test: pytest looks for functions whose names begin with test_."
    if not tests:
        told = "A function's name begins with test_, a class's with Test, and nothing like sys.exit may come before."
        return f"No test in {own.name} has run. {told}"
    unrun = next((test for test in tests if test.outcome not in ("passed", "failed")), None)
    return f"{unrun.name} in {own.name} is {unrun.outcome}; that shows nothing." if unrun else ""


def _without_pytests_own_lines(message: str, name: str) -> str:
    """From the first line of the test that led to the error, or from the error itself if Python can't read the test."""
    lines = message.splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith((f"{name}:", "E "))]
    return "\n".join(lines[starts[0] :]) if starts else message
