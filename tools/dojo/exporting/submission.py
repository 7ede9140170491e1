"""Judges what one learner has handed in, by the grader's own engine, where a host starts it for each submission."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from modelgraph.boxes import printable

from dojo import sandbox
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.engine import grade, locally
from dojo.grading.records import Graded
from dojo.grading.scores import Scores, scores
from dojo.grading.store import Store
from dojo.grading.submissions import submissions_in
from dojo.grading.version import judged_by

LEARNER = "submission"
UNREAD = shutil.ignore_patterns(".*", "results.sqlite")  # a grader's results would have their folder passed over


class Outcome(msgspec.Struct, frozen=True):
    """The verdicts, one for each kata of the course, their scores, and a sentence on each thing that wasn't read."""

    results: list[Graded]
    scores: Scores
    notes: list[str]


def judged(course: Course, submission: Path, sandboxed: bool) -> Outcome:
    """What the submission, a folder, is worth. Raises KataError if it can't be judged, or not safely."""
    if sandboxed and not sandbox.available():
        lacking = ", ".join(sandbox.missing())
        raise KataError(f"This host has no sandbox (it lacks {lacking}), so an answer could write its own mark.")
    with tempfile.TemporaryDirectory(prefix="kata-") as place, Store(Path(place)) as store:
        handed_in = _copied(submission, Path(place) / "handed_in")
        reading = submissions_in(handed_in, course, course.katas[0] if len(course.katas) == 1 else None)
        store.hand_in(reading.submissions, {kata.name: judged_by(kata, sandboxed) for kata in course.katas})
        grade(store, reading.submissions, locally(course, 1, sandboxed), lambda done, total: None)
        if store.unsettled():
            raise KataError("The judge failed on an answer. Is there enough memory? Run this again.")
        results = list(store.graded())
        notes = [printable(note.replace(f"{handed_in / LEARNER}/", "")) for note in reading.notes]
    return Outcome(results, scores(course, results, {}), notes)


def _copied(submission: Path, place: Path) -> Path:
    """A class whose only learner has handed in this: whatever folders there are, none is taken for a learner's."""
    try:
        shutil.copytree(submission, place / LEARNER, symlinks=True, ignore=UNREAD)
    except OSError as error:
        raise KataError(f"{submission} can't be read: {error}. A folder with a learner's files was wanted.") from None
    return place
