"""The zip that Gradescope builds an autograder from: the course, the project and two scripts.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

import io
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dojo.course import Course, Kata
from dojo.errors import KataError

FILES = Path(__file__).parent / "files"
SCRIPTS = ("setup.sh", "run_autograder")
PROJECT = ("pyproject.toml", "README.md", "LICENSE")  # what installing it reads
PACKAGES = ("tools/dojo", "tools/modelgraph")
UNIX = 3  # whose permissions an entry has
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold: the same course makes the same zip


def autograder_zip(course: Course, katas: list[Kata], sandbox: bool) -> bytes:
    """The zip, with these katas. Raises KataError where the course lacks what it needs."""
    option = b"--sandbox" if sandbox else b"--no-sandbox"
    contents = {name: (FILES / name).read_bytes().replace(b"SANDBOX", option) for name in SCRIPTS}
    contents |= {path.relative_to(course.root).as_posix(): _read(path) for path in _files(course, katas)}
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted(contents):
            entry = ZipInfo(name, LONG_AGO)
            entry.create_system = UNIX
            entry.external_attr = (stat.S_IFREG | (0o755 if name in SCRIPTS else 0o644)) << 16
            archive.writestr(entry, contents[name], ZIP_DEFLATED)
    return packed.getvalue()


def _files(course: Course, katas: list[Kata]) -> Iterator[Path]:
    """What is installed, and of each kata what judging reads: no learner's file, and a solution only where it must."""
    yield from (course.root / name for name in PROJECT)
    for package in PACKAGES:
        paths = (course.root / package).rglob("*")
        yield from (path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    for kata in katas:
        yield from kata.judging_files


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        told = f"{path} can't be read: {error.strerror}. An autograder is made in the project's folder,"
        raise KataError(f"{told}\nwhich must hold {', '.join((*PROJECT, *PACKAGES))}.") from None
