"""What GitHub shows of a submission: annotations from what is printed, a summary, and points for its Classroom.

What a stranger has written is printed only inside a command, escaped: a line of theirs could be one to the runner.
Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
and https://github.com/classroom-resources/autograding-grading-reporter
"""

import base64
import os
import re
from html import escape
from pathlib import Path

import msgspec

from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.exporting.submission import Outcome, judged
from dojo.grading.page import first_sentence
from dojo.grading.readable import readable
from dojo.verdict import Verdict

POINTS = 100  # of a kata: whole points, for the reporter to add up
LONGEST_TEXT = 8_000  # characters on a kata: GitHub takes a summary of 1 MiB and drops a larger one whole


def tell_github(course: Course, submission: Path) -> int:
    """Judges the submission, tells what came of it, and gives the exit code."""
    try:
        found = judged(course, submission, sandboxed=True)
    except KataError as error:
        print(_command("error", str(error), title="Not judged"))
        return 2
    verdicts = [one.verdict for one in found.results]
    for verdict in verdicts:
        if not verdict.passed:
            print(annotation(course.kata(verdict.kata), verdict, submission))
    _append("GITHUB_STEP_SUMMARY", summary(course, found))
    _append("GITHUB_OUTPUT", f"result={points(found)}\n")
    return 0 if all(verdict.passed for verdict in verdicts) else 1


def summary(course: Course, found: Outcome) -> str:
    """Markdown: a table of the katas, what wasn't read, and what `kata check` prints on each that isn't green."""
    verdicts = [one.verdict for one in found.results]
    lines = [f"### {sum(one.passed for one in verdicts)} of {len(verdicts)} katas green", ""]
    lines += ["| kata | verdict | score |", "|---|---|---|"]
    for verdict in verdicts:
        state = "green ✓" if verdict.passed else f"{verdict.problem or 'not green yet'} ✗"
        lines.append(f"| {verdict.kata} | {state} | {_points(found, verdict)} % |")
    if found.notes:
        lines += ["", _block("Not read", "\n".join(found.notes))]
    for verdict in verdicts:
        if not verdict.passed:
            kata = course.kata(verdict.kata)
            lines += ["", _block(kata.name, readable(kata, verdict, kata.answer.name).plain)]
    return "\n".join(lines) + "\n"


def _block(title: str, text: str) -> str:
    """A text to unfold, shown as it is: Markdown ends at `<pre>` and starts again after its end."""
    shown = escape(text[:LONGEST_TEXT], quote=False)
    return f"<details><summary>{title}</summary>\n\n<pre>\n{shown}\n</pre>\n\n</details>"


def annotation(kata: Kata, verdict: Verdict, submission: Path) -> str:
    """The command that marks the answer's line which a verdict is about, with the sentence that says most."""
    where = {}
    if place := _place(kata, submission):
        lines = re.findall(rf'(?<!\w){kata.word}\.py(?::|", line )(\d+)', verdict.first_message)
        where = {"file": place.relative_to(submission).as_posix(), "line": lines[-1] if lines else "1"}
    return _command("error", first_sentence(verdict), **where, title=kata.name)


def _place(kata: Kata, submission: Path) -> Path | None:
    """Where the answer is in the submission."""
    in_folders = submission.rglob(f"{kata.name}/{kata.answer.name}")
    places = [*sorted(in_folders, key=lambda place: (len(place.parts), place)), submission / kata.answer.name]
    return next((place for place in places if place.is_file()), None)


def points(found: Outcome) -> str:
    """The scores as Classroom's reporter wants them of a test runner: JSON in base64, a test for each kata."""
    tests = [
        {
            "name": one.verdict.kata,
            "status": "pass" if one.verdict.passed else "fail",
            "score": _points(found, one.verdict),
            "line_no": 0,
        }
        for one in found.results
    ]
    status = "pass" if all(one.verdict.passed for one in found.results) else "fail"
    told = {"version": 1, "status": status, "max_score": POINTS * len(tests), "tests": tests}
    return base64.b64encode(msgspec.json.encode(told)).decode()


def _points(found: Outcome, verdict: Verdict) -> int:
    return int(found.scores.by_learner[verdict.learner or ""][verdict.kata] * POINTS + 1e-9)


def _command(name: str, message: str, **properties: str) -> str:
    escaped = {key: _escaped(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
    return f"::{name} {','.join(f'{key}={value}' for key, value in escaped.items())}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _append(variable: str, text: str) -> None:
    """Adds to the file that the host names for this, if it does."""
    if name := os.environ.get(variable):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(text)
