"""The truth of a grading: what was handed in, and each verdict as it arrived, in SQLite.

A verdict is kept by the kata, the answer's hash and the version of all that judged it: so a run that was stopped goes
on where it was, and equal answers are judged once.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dojo.errors import KataError
from dojo.grading.records import Graded, Submission
from dojo.verdict import Verdict

TABLES = (
    """create table if not exists verdicts (
        kata text, answer text, version text, settled integer, verdict blob, graph blob,
        primary key (kata, answer, version)
    )""",
    """create table if not exists handed_in (
        learner text, kata text, answer text, version text, primary key (learner, kata)
    )""",
)
WAIT_S = 1.0  # for another run to let go of the store

Rows = Iterable[tuple[object, ...]]


class Store:
    """The store in `results.sqlite` of a folder, one run's at a time. Raises KataError where it can't be used."""

    def __init__(self, out: Path) -> None:
        self.path = out / "results.sqlite"
        try:
            out.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=WAIT_S)
            self._database.execute("pragma locking_mode = exclusive")
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from None
        self._write(*((table, [()]) for table in TABLES))

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def hand_in(self, submissions: list[Submission], versions: dict[str, str]) -> None:
        """Says what is graded; what was before is forgotten, but for the verdicts. `versions` goes by kata."""
        rows = ((one.learner, one.kata, _hash(one), versions[one.kata]) for one in submissions)
        self._write(("delete from handed_in", [()]), ("insert into handed_in values (?, ?, ?, ?)", rows))

    def unjudged(self, submissions: list[Submission]) -> list[Submission]:
        """The submissions that wait for a verdict, one for each distinct answer."""
        waiting = set(self._unjudged())
        return [one for one in submissions if (one.learner, one.kata) in waiting]

    def unsettled(self) -> int:
        """How many distinct answers wait for a verdict."""
        return len(list(self._unjudged()))

    def _unjudged(self) -> Iterator[tuple[str, str]]:
        """The first learner of each distinct answer without a settled verdict, and its kata."""
        joined = "handed_in left join verdicts using (kata, answer, version)"
        query = f"select min(learner), kata from {joined} where settled is not 1 group by kata, answer, version"
        return self._rows(query)

    def record(self, submission: Submission, graded: Graded, settled: bool = True) -> None:
        """Keeps the verdict for all who have handed in that answer; one that isn't settled is made again next time."""
        keys = "select kata, answer, version, ?, ?, ? from handed_in where learner = ? and kata = ?"
        graph = None if graded.graph is None else bytes(graded.graph)
        row = (settled, msgspec.json.encode(graded.verdict), graph, submission.learner, submission.kata)
        self._write((f"insert or replace into verdicts {keys}", [row]))

    def graded(self, learner: str | None = None) -> "Results":
        """The verdicts on what was handed in, by learner and kata; a learner's, or everybody's."""
        return self._graded("where ?1 is null or learner = ?1 order by learner, kata", learner)

    def graded_by_kata(self) -> "Results":
        """The verdicts on what was handed in, by kata and learner."""
        return self._graded("order by kata, learner")

    def _graded(self, which: str, *values: object) -> "Results":
        joined = "handed_in join verdicts using (kata, answer, version)"
        return Results(lambda: self._rows(f"select learner, verdict, graph from {joined} {which}", values))

    def learners(self) -> list[str]:
        """Whose answers were handed in."""
        return [name for (name,) in self._rows("select distinct learner from handed_in order by learner")]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> Iterator[Any]:
        try:
            yield from self._database.execute(query, values)
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _write(self, *statements: tuple[str, Rows]) -> None:
        """Does all of the statements, each for all of its rows, or none."""
        try:
            with self._database:
                self._database.execute("begin immediate")
                for statement, rows in statements:
                    self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> KataError:
        advice: dict[str, str] = {
            "database is locked": "Another run uses it: wait for its end, or give another folder with --out.",
            "database or disk is full": "Make room and run the same command again: all verdicts until now are kept.",
            "file is not a database": "Move that file away to start afresh.",
        }
        todo = advice.get(str(error), "Give a folder that can be written with --out.")
        return KataError(f"{self.path} can't be used: {error}. {todo}")


class Results:
    """Verdicts that are read from their store one by one, each time they are gone through: a class has thousands."""

    def __init__(self, rows: Callable[[], Iterator[Any]]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Graded]:
        for learner, verdict, graph in self._rows():
            found = msgspec.structs.replace(msgspec.json.decode(verdict, type=Verdict), learner=learner)
            yield Graded(found, None if graph is None else msgspec.Raw(graph))


def _hash(submission: Submission) -> str:
    """The hash of what is judged; empty where nothing was handed in."""
    if submission.answer is None:
        return ""
    parts = (submission.answer.hash, submission.my_test and submission.my_test.hash)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
