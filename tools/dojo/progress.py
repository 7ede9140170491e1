"""What a learner has reached: which answers passed and how many hints were shown.

Kept by the kata's word, so that renumbering the path loses nothing, in SQLite, so that neither two windows
nor a kill in the wrong moment spoils it.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from dojo.errors import KataError

_TABLES = """
create table if not exists verdicts (word text, sha256 text, passed integer, primary key (word, sha256));
create table if not exists hints (word text primary key, shown integer);
"""


class Progress:
    """The learner's progress, in `.kata/progress.sqlite` of the course's folder."""

    def __init__(self, root: Path) -> None:
        self._path = root / ".kata" / "progress.sqlite"

    def record(self, word: str, answer: bytes, passed: bool) -> None:
        """Keeps the verdict on an answer."""
        sha256 = hashlib.sha256(answer).hexdigest()
        self._write("insert or replace into verdicts values (?, ?, ?)", (word, sha256, passed))

    def green(self) -> set[str]:
        """The words of the katas that an answer has passed."""
        return {word for word, _ in self._read("select word, passed from verdicts where passed")}

    def hints_shown(self) -> dict[str, int]:
        """How many hints were shown, by the kata's word."""
        return dict(self._read("select word, shown from hints"))

    def record_hint(self, word: str, shown: int) -> None:
        """Keeps how many of a kata's hints have been shown."""
        self._write("insert or replace into hints values (?, ?)", (word, shown))

    def _read(self, query: str) -> list[tuple[str, int]]:
        if not self._path.exists():
            return []
        try:
            with closing(sqlite3.connect(self._path)) as database:
                return database.execute(query).fetchall()
        except sqlite3.Error as error:
            if str(error).startswith("no such table"):  # it is just being made, in another window or thread
                return []
            raise self._unusable(error) from None

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._path.parent.mkdir(exist_ok=True)
            with closing(sqlite3.connect(self._path)) as database, database:
                database.executescript(_TABLES)
                database.execute(statement, values)
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> KataError:
        return KataError(f"Your progress in {self._path} can't be used: {error}.\nMove that file away to start afresh.")
