"""The course: its katas, and how they are named."""

import ast
import difflib
from datetime import datetime
from functools import cached_property
from pathlib import Path

import msgspec

from dojo.errors import KataError

STYLES = ("functional", "subclassed")


class KataToml(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an author says of a kata in `kata.toml`; `timeout_s` limits one run of its spec.

    Where the learner writes a test, too, `own_test` names the spec's test for the mistake that theirs must see.
    """

    title: str
    teaches: list[str]
    after: list[str]
    minutes: int
    hints: list[str]
    timeout_s: float = 30.0
    own_test: str = ""


class Kata:
    """One exercise: the folder `NN_word` and what is in it."""

    def __init__(self, folder: Path) -> None:
        number, _, word = folder.name.partition("_")
        self.folder = folder
        self.number = int(number)
        self.word = word
        self.answer = folder / f"{word}.py"
        self.starter = folder / "starter.py"
        self.spec = folder / f"test_{word}.py"
        self.target = folder / "target.json"
        self.brief = folder / "README.md"
        self.solutions = folder.parent.parent / "solutions" / folder.name
        self.known_answers = folder.parent.parent / "tests" / "answers" / folder.name

    @property
    def name(self) -> str:
        """The folder's name, as in `02_two_inputs`."""
        return self.folder.name

    @cached_property
    def toml(self) -> KataToml:
        """The checked contents of `kata.toml`. Raises KataError with the file, the key and what was wanted."""
        path = self.folder / "kata.toml"
        try:
            return msgspec.toml.decode(path.read_bytes(), type=KataToml)
        except FileNotFoundError:
            raise KataError(f"{path} is missing; a kata needs one with a title, minutes and hints.") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise KataError(f"{path} can't be used: {error}") from None

    @cached_property
    def tests(self) -> list[str]:
        """The names of the spec's tests in their order, read without running it. Raises KataError if it can't be."""
        try:
            tree = ast.parse(self.spec.read_bytes(), str(self.spec))
        except SyntaxError as error:
            raise KataError(f"{self.spec} can't be read, line {error.lineno}: {error.msg}") from None
        return [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]

    @property
    def solution_files(self) -> list[Path]:
        """Our answers that there are, the functional one first."""
        files = [self.solutions / f"{style}.py" for style in STYLES]
        return [file for file in files if file.exists()]

    @property
    def answers_with_the_mistake(self) -> list[Path]:
        """The known wrong answers, in the order of their names, that fail in the test `own_test` names."""
        wrong = sorted(self.known_answers.glob("wrong_*.py"))
        return [path for path in wrong if path.read_text("utf-8").splitlines()[1] == f"# {self.toml.own_test}"]

    @property
    def shared_files(self) -> list[Path]:
        """What all specs share, which lies beside the katas' folders."""
        return [self.folder.parent / name for name in ("conftest.py", "pytest.ini")]

    @property
    def judging_files(self) -> list[Path]:
        """All files of the course that a verdict on an answer depends on."""
        files = [*self.shared_files, self.folder / "kata.toml", self.starter, self.spec, self.target]
        if self.toml.own_test:  # it is tried on our solutions and on answers with the mistake
            files += [*self.solution_files, *self.answers_with_the_mistake]
        return [file for file in files if file.exists()]

    def start(self) -> bool:
        """Copies the starter to the learner's file if there is none yet; says whether it did."""
        if self.answer.exists():
            return False
        try:
            self.answer.write_bytes(self.starter.read_bytes())
        except OSError as error:
            raise KataError(
                f"{self.answer} can't be made from the starter: {error.strerror}.\n"
                f"Make the folder {self.folder} writable, or work in a copy of the project that is."
            ) from None
        return True

    def reset(self, now: datetime) -> Path | None:
        """Puts the starter in place of the learner's file; returns where the old one is kept, if there was one.

        Raises KataError, and leaves the learner's file as it was, where the folder can't be written.
        """
        if not self.answer.exists():
            self.start()
            return None
        kept = self._unused_name(now)
        try:
            self.answer.rename(kept)
        except OSError as error:
            raise KataError(f"{self.answer} can't be kept as {kept.name}: {error.strerror}; it is unchanged.") from None
        try:
            self.start()
        except KataError:
            kept.rename(self.answer)
            raise
        return kept

    def _unused_name(self, now: datetime) -> Path:
        stem = f"{self.word}.{now:%Y-%m-%dT%H-%M-%S}"
        names = (self.folder / f"{stem}{suffix}.py" for suffix in ("", *(f".{count}" for count in range(2, 1000))))
        return next(name for name in names if not name.exists())


class Course:
    """All katas below `root`, in the order of the path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        folders = [path.parent for path in (root / "katas").glob("[0-9][0-9]_*/starter.py")]
        self.katas = [Kata(folder) for folder in sorted(folders)]

    @classmethod
    def around(cls, place: Path) -> "Course":
        """The course in the nearest folder, from `place` upwards, that has `katas/` with a conftest in it."""
        for folder in (place, *place.parents):
            if (folder / "katas" / "conftest.py").exists():
                return cls(folder)
        raise KataError(f"There is no course in {place} or above it.\nGo to the project's folder and try again.")

    def kata(self, name: str) -> Kata:
        """The kata of that number, word or folder. Raises KataError, with a suggestion for a near miss."""
        asked = Path(name).name.lower()
        for kata in self.katas:
            if asked in (kata.word, kata.name) or (asked.isdigit() and int(asked) == kata.number):
                return kata
        words = [kata.word for kata in self.katas]
        near = difflib.get_close_matches(asked.lstrip("0123456789_-"), words, n=1, cutoff=0.5)
        if near:
            raise KataError(f"No kata is called {name!r}. Did you mean {self.kata(near[0]).name}?")
        numbers = ", ".join(str(kata.number) for kata in self.katas)
        raise KataError(f"No kata is called {name!r}. The katas are {numbers}; `uv run kata list` names them.")

    def chosen(self, names: list[str] | None) -> list[Kata]:
        """The katas of these names in the path's order, or all. Raises KataError as `kata` does."""
        named = [self.kata(name) for name in names] if names else self.katas
        return [kata for kata in self.katas if kata in named]

    def kata_of(self, file: Path) -> Kata:
        """The kata that a file is an answer to, as its name or a folder around it tells. Raises KataError."""
        for name in (file.stem, *(folder.name for folder in file.resolve().parents)):
            for kata in self.katas:
                if name in (kata.word, kata.name):
                    return kata
        raise KataError(
            f"{file} could be an answer to any kata. Put it into a folder named after its kata, or try\n"
            f"uv run kata diff KATA --answer {file}"
        )

    def shown(self, path: Path) -> str:
        """The path as a user in the project's folder would type it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
