"""What Gradescope shows of a submission: learners read `results.json`, what is printed is the instructor's alone."""

from pathlib import Path

from dojo import sandbox
from dojo.course import Course
from dojo.errors import KataError
from dojo.exporting.submission import judged
from dojo.grading.gradescope import gradescope_json
from dojo.texts import json_text

TRUSTING = "To grade all the same, trusting every answer, upload what `kata export gradescope --no-sandbox` makes."
NO_SANDBOX = "Without a sandbox, an answer can write its own results.json: this score is the answer's to choose."


def results(course: Course, submission: Path, sandboxed: bool) -> str:
    """The submission's results, in Gradescope's format; where it can't be judged, they say why."""
    if not sandboxed:
        print(NO_SANDBOX)
    elif lacking := sandbox.missing():
        print(f"This host's sandbox lacks {', '.join(lacking)}.")
    try:
        found = judged(course, submission, sandboxed)
    except KataError as error:
        print(error)
        if sandboxed and not sandbox.available():
            print(TRUSTING)
        return _ungraded(str(error))
    return gradescope_json(course, found.results, found.scores, found.notes)


def _ungraded(why: str) -> str:
    """Results without a test, whose score, which Gradescope insists on, is explained."""
    output = f"This was not graded, and the 0 is no mark. {why}\nPlease tell your instructor."
    told = {"score": 0, "output": output, "visibility": "visible", "stdout_visibility": "hidden", "tests": []}
    return json_text(told) + "\n"
