"""The workflow that GitHub runs at each push to a learner's repository."""

import re
from pathlib import Path

from dojo.course import Kata
from dojo.errors import KataError

WORKFLOW = Path(__file__).parent / "files" / "classroom.yml"
COURSE = re.compile(r"([\w.-]+/[\w.-]+)@([\w./-]+)")


def workflow(course_at: str, katas: list[Kata]) -> str:
    """The workflow, for these katas, or all if none is named. Raises KataError if `course_at` isn't OWNER/REPO@REF."""
    found = COURSE.fullmatch(course_at)
    if not found:
        raise KataError(
            f"--course is {course_at!r}; the repository that holds this course and a tag, branch or commit were\n"
            "wanted, as in --course some-school/beyond-sequential@v1"
        )
    repository, ref = found.groups()
    text = WORKFLOW.read_text("utf-8").replace("COURSE_REPOSITORY", repository).replace("COURSE_REF", ref)
    return text.replace(" KATAS", "".join(f" {kata.name}" for kata in katas))
