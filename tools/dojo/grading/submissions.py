"""Who has handed in which answer: folders and zips of a class, a learner's checkout, or a lone file."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
from modelgraph.boxes import printable

from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.grading.handed_in import Files, HandedIn, Parts, RefusedError, bytes_of
from dojo.grading.records import Submission
from dojo.grading.spool import Spool
from dojo.own_test import MY_TEST

LONGEST_NAME = 60  # characters of a learner's name, which becomes a file's


class Reading(msgspec.Struct, frozen=True):
    """The submissions by learner and kata, and a sentence on each thing that was refused or not understood."""

    submissions: list[Submission]
    notes: list[str]


def submissions_in(path: Path, course: Course, kata: Kata | None = None, learners: Path | None = None) -> Reading:
    """What the folder, zip or file holds, for one kata or all: one submission for each learner and kata.

    `learners` is a CSV that gives names an id. Raises KataError where nothing can be an answer.
    """
    katas = [kata] if kata else course.katas
    if path.suffix == ".py":
        reading = Reading([_lone(path, kata)], [])
    else:
        found = _handed_in(path, course, loose=kata is not None)
        of_learners, strays = _by_learner(path, course, found)
        submissions, notes = [], [*found.notes, *strays]
        for learner, files in sorted(of_learners.items()):
            notes += _not_understood(learner, files, katas, loose=kata is not None)
            submissions += [_submission(learner, one, files, loose=kata is not None) for one in katas]
        reading = Reading(submissions, notes)
    reading = _renamed(reading, katas, learners) if learners else reading
    if not reading.submissions:
        told = f"{path} holds no learner's folder or zip. Wanted: LEARNER/02_two_inputs/two_inputs.py in it."
        raise KataError("\n".join([*map(printable, reading.notes[:2]), told]))
    return reading


def _lone(path: Path, kata: Kata | None) -> Submission:
    if kata is None:
        raise KataError(f"{path} is one file. Say which kata it answers: --kata KATA")
    mine, spool = path.with_name(MY_TEST), Spool()
    try:
        my_test = spool.keep(bytes_of(mine)) if kata.toml.own_test and mine.is_file() else None
        return Submission(_clean(path.stem), kata.name, spool.keep(bytes_of(path)), my_test)
    except OSError as error:
        raise KataError(f"{path} can't be read: {error.strerror}. A learner's Python file was wanted.") from None
    except RefusedError as error:
        raise KataError(f"{path} {error}") from None


def _handed_in(path: Path, course: Course, loose: bool) -> HandedIn:
    files = {kata.answer.name for kata in course.katas} | {MY_TEST}
    folders = {kata.name for kata in course.katas}

    def wanted(parts: Parts) -> bool:
        if len(parts) <= 2:
            return parts[-1] in files or (loose and parts[-1].endswith(".py"))
        return parts[-1] in files and parts[-2] in folders

    found = HandedIn(wanted, {"katas", *folders, *files})
    if path.is_dir():
        found.add_folder(path)
    elif path.is_file():
        found.add_zip(path, str(path))
    else:
        raise KataError(f"{path} isn't there. A folder or zip of what learners have handed in was wanted.")
    return found


def _by_learner(path: Path, course: Course, found: HandedIn) -> tuple[dict[str, Files], list[str]]:
    """Each learner's files by their paths in the learner's folder, and a sentence on those that are nobody's."""
    alone = {"katas", *(kata.name for kata in course.katas)}
    answers = {(kata.answer.name,) for kata in course.katas}
    if found.tops & alone or answers & found.files.keys():
        return {_clean(path.resolve().name.removesuffix(".zip")): found.files}, []
    names: dict[str, str] = {}
    notes = []
    for top in sorted(found.tops):
        if names.setdefault(_clean(top), top) != top:
            notes.append(f"{top!r} and {names[_clean(top)]!r} read the same; only the second is graded. Rename one.")
    of_learners: dict[str, Files] = {name: {} for name in names}
    strays = []
    for parts, content in found.files.items():
        if parts[0] not in found.tops:
            strays.append(parts[-1])
        elif names[_clean(parts[0])] == parts[0]:
            of_learners[_clean(parts[0])][parts[1:]] = content
    if strays:
        notes.append(f"{_some(strays)} at the top: nobody's, so not read.")
    return of_learners, notes


def _submission(learner: str, kata: Kata, files: Files, loose: bool) -> Submission:
    place = next(iter(_places(kata, files, loose)), None)
    if place is None:
        return Submission(learner, kata.name, None)
    my_test = files.get((*place[:-1], MY_TEST)) if kata.toml.own_test else None
    return Submission(learner, kata.name, files[place], my_test)


def _places(kata: Kata, files: Files, loose: bool) -> list[Parts]:
    """Where a learner's answers to the kata are, the best first: in a folder of the kata's name, then at the top.

    Where only one kata is graded, `loose`, a lone Python file at the top is an answer to it.
    """
    in_folder = [parts for parts in files if parts[-2:] == (kata.name, kata.answer.name)]
    at_top = [parts for parts in files if len(parts) == 1 and parts[0].endswith(".py") and parts[0] != MY_TEST]
    if not (loose and len(at_top) == 1):
        at_top = [parts for parts in at_top if parts[0] == kata.answer.name]
    return [*sorted(in_folder, key=lambda parts: (len(parts), parts)), *at_top]


def _not_understood(learner: str, files: Files, katas: list[Kata], loose: bool) -> Iterator[str]:
    """Sentences on a learner's files that are no answer or more than one."""
    places = [_places(kata, files, loose) for kata in katas]
    if files and not any(places):
        found = _some(["/".join(parts) for parts in files])
        yield f"{learner}: no answer among {found}. Wanted: {katas[0].name}/{katas[0].answer.name}"
    for several in places:
        if len({found and found.hash for found in map(files.get, several)}) > 1:
            first, *others = ("/".join(place) for place in several)
            yield f"{learner}: {first} is judged, and not {', '.join(others)}"


def _some(names: list[str]) -> str:
    shown = ", ".join(_clean(name) for name in names[:3])
    return f"{len(names)} file{'s'[: len(names) != 1]} ({shown}{', ...'[: 5 * (len(names) > 3)]})"


def _clean(name: str) -> str:
    """The name in one encoding, without what a terminal or a file's name can't hold, and not too long."""
    return printable(unicodedata.normalize("NFC", name))[:LONGEST_NAME]


def _renamed(reading: Reading, katas: list[Kata], learners: Path) -> Reading:
    """With the ids of the CSV in place of names, and those on it who have handed in nothing."""
    ids = _ids(learners)
    found = {one.learner for one in reading.submissions}
    renamed = [msgspec.structs.replace(one, learner=ids.get(one.learner, one.learner)) for one in reading.submissions]
    renamed += [Submission(ids[name], kata.name, None) for name in ids.keys() - found for kata in katas]
    notes = [f"{name} is not in {learners}; the name is kept." for name in sorted(found - ids.keys())]
    if len({(one.learner, one.kata) for one in renamed}) < len(renamed):
        raise KataError(f"{learners} gives two learners the same id. Give each one of their own.")
    return Reading(sorted(renamed, key=lambda one: (one.learner, one.kata)), [*reading.notes, *notes])


def _ids(learners: Path) -> dict[str, str]:
    try:
        with learners.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if table.fieldnames is None or not {"name", "learner"} <= set(table.fieldnames):
                raise KataError(f"{learners} has the columns {table.fieldnames}; `name` and `learner` were wanted.")
            return {_clean(row["name"] or ""): _clean(row["learner"] or "") for row in table if row["name"]}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KataError(
            f"{learners} can't be read: {error}. A CSV in UTF-8 with columns name,learner was wanted."
        ) from None
