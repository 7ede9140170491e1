"""The verdicts in the format that Gradescope wants of an autograder: a test for each kata, worth its weight.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

import re
from collections.abc import Iterable

from dojo.course import Course
from dojo.grading.readable import readable
from dojo.grading.records import Graded
from dojo.grading.scores import Scores
from dojo.texts import json_text
from dojo.verdict import Verdict


def gradescope_json(course: Course, results: list[Graded], scores: Scores, notes: Iterable[str] = ()) -> str:
    """The results of one learner, who reads of each kata what `kata check` prints, and the notes."""
    verdicts = [one.verdict for one in results]
    tests = [_test(course, verdict, scores) for verdict in verdicts]
    passed = sum(verdict.passed for verdict in verdicts)
    found = {
        "score": round(sum(_points(verdict, scores) for verdict in verdicts), 3),
        "execution_time": round(sum(verdict.seconds for verdict in verdicts)),
        "output": "\n".join([f"{passed} of {len(verdicts)} katas green", *notes]),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return json_text(found) + "\n"


def _test(course: Course, verdict: Verdict, scores: Scores) -> dict[str, object]:
    kata, weight = course.kata(verdict.kata), scores.weights[verdict.kata]
    return {
        "name": f"{kata.name}: {kata.toml.title}",
        "number": str(kata.number),
        "score": _points(verdict, scores),
        "max_score": weight,
        "status": "passed" if verdict.passed else "failed",
        "output": readable(kata, verdict, kata.answer.name).plain,
        "visibility": "visible",
    }


def _points(verdict: Verdict, scores: Scores) -> float:
    return round(scores.weights[verdict.kata] * scores.by_learner[verdict.learner or ""][verdict.kata], 3)


def file_name(learner: str) -> str:
    """The file's name for a learner's results, another for each learner, whatever they are called."""
    return re.sub(r'[/\\:*?"<>|%\x00-\x1f]|^\.', lambda found: f"%{ord(found[0]):02X}", learner) + ".json"
