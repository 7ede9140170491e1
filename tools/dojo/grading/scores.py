"""What a verdict is worth, and what a learner has reached.

A kata's score is the share of its tests that passed, and at most 0.9 unless the verdict passed: full marks are for
the right graph, which is compared outside the answer's process. A learner's score is the weighted mean over the katas.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dojo import own_test
from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.grading.records import Graded
from dojo.verdict import Verdict

MOST_WITHOUT_PASSING = 0.9


class Scores(msgspec.Struct, frozen=True):
    """Scores from 0 to 1: `by_learner` by learner and kata, `totals` by learner; and the katas' `weights`."""

    weights: dict[str, float]
    by_learner: dict[str, dict[str, float]]
    totals: dict[str, float]


class _Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weights: dict[str, float]


def scores(course: Course, results: Iterable[Graded], weights: dict[str, float]) -> Scores:
    """The score of each verdict and each learner; a kata without a weight counts once."""
    katas = {kata.name: kata for kata in course.katas}
    by_learner: dict[str, dict[str, float]] = {}
    for one in results:
        verdict = one.verdict
        by_learner.setdefault(verdict.learner or "", {})[verdict.kata] = score(katas[verdict.kata], verdict)
    graded = {kata for found in by_learner.values() for kata in found}
    used = {name: weights.get(name, 1.0) for name in katas if name in graded}
    return Scores(used, by_learner, {learner: _mean(found, used) for learner, found in by_learner.items()})


def score(kata: Kata, verdict: Verdict) -> float:
    """The share of the kata's tests that passed in every style; 1 only if the verdict passed."""
    if verdict.passed:
        return 1.0
    wanted = [*kata.tests, *(own_test.ORDER if kata.toml.own_test else ())]
    failed = {test.function for test in verdict.failures}
    passed = {test.function for test in verdict.tests} - failed
    return min(round(sum(name in passed for name in wanted) / len(wanted), 3), MOST_WITHOUT_PASSING)


def _mean(found: dict[str, float], weights: dict[str, float]) -> float:
    total = sum(weights.values())
    return round(sum(weights[name] * one for name, one in found.items()) / total, 3) if total else 0.0


def weights_in(path: Path, course: Course) -> dict[str, float]:
    """The weights in a TOML file, by the katas' folders. Raises KataError with the file and what was wanted."""
    try:
        told = msgspec.toml.decode(path.read_bytes(), type=_Weights).weights
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KataError(f"{path} can't be used: {error}\nA table [weights] with lines as 06 = 2 was wanted.") from None
    found = {}
    for name, weight in told.items():
        try:
            kata = course.kata(name)
        except KataError as error:
            raise KataError(f"{path}: {error}") from None
        if not 0 <= weight < float("inf"):
            raise KataError(f"{path}: the weight of {name} is {weight}; a number from 0 up was wanted.")
        if kata.name in found:
            raise KataError(f"{path}: {kata.name} has two weights; keep one of them.")
        found[kata.name] = weight
    return found
