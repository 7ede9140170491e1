"""The files of a folder or a zip, by their paths: nothing is written to a path of a zip's, and no link is followed."""

import io
import os
import re
import stat
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dojo.grading.spool import Content, Spool

Parts = tuple[str, ...]
Files = dict[Parts, Content | None]

LARGEST_FILE = 1_000_000  # bytes of an answer or a learner's test
LARGEST_LEARNER = 5_000_000  # bytes of all answers in a learner's folder and zips
LARGEST_ZIP = 20_000_000  # bytes of a learner's zip
MOST_ENTRIES = 50_000  # of a zip
MOST_TOLD = 3  # of one zip's refused entries
UNREAD_FOLDERS = {"__MACOSX", "__pycache__", "node_modules"}
MOODLE = re.compile(r"(.+_\d+)_assignsubmission_file_(.*)")
CANVAS = re.compile(r"(.+?)(?:_LATE)?(_\d+)_\d+_(.+?)(?:-\d+)?(\.py|\.zip)")


class RefusedError(Exception):
    """What is wrong with a file, as the end of a sentence about it."""


class HandedIn:
    """Files by their paths; `None` stands for one that isn't wanted or was refused, and `notes` say which were."""

    def __init__(self, wanted: Callable[[Parts], bool], learners_own: set[str]) -> None:
        self.files: Files = {}
        self.tops: set[str] = set()  # folders and zips at the top, each perhaps a learner's
        self.notes: list[str] = []
        self._wanted = wanted
        self._learners_own = learners_own  # names of what lies in a learner's folder
        self._spool = Spool()
        self._read: Counter[str] = Counter()  # bytes, by the first of their paths' parts

    def add_folder(self, folder: Path) -> None:
        """All files below a folder, those in its zips included."""
        for place, folders, files in os.walk(folder):
            here = Path(place)
            links = [name for name in (*folders, *files) if (here / name).is_symlink()]
            self.notes += [f"{here / name} is a link; links are not followed." for name in links]
            folders[:] = sorted(name for name in folders if name not in links and not _is_unread(here / name))
            inside = here.relative_to(folder).parts
            if not inside:
                self.tops |= {_parts((name,))[0] for name in folders}
            for name in sorted(set(files) - set(links)):
                if not name.startswith("."):
                    self._add_file((*inside, name), here / name)

    def add_zip(self, source: Path | BinaryIO, name: str, at: Parts = (), depth: int = 0) -> None:
        """All files of a zip, `at` the learner that it belongs to, if it is one learner's."""
        try:
            with ZipFile(source) as archive:
                entries = archive.infolist()
                if len(entries) > MOST_ENTRIES:
                    raise RefusedError(f"has {len(entries):,} entries; at most {MOST_ENTRIES:,} are read.")
                outer = 0 if at else self._outer_folders(entries)
                refused = [told for entry in entries if (told := self._add_entry(archive, entry, at, outer, depth))]
        except RefusedError as error:
            self.notes.append(f"{name} {error}")
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:  # ValueError: names that aren't UTF-8
            self.notes.append(f"{name} can't be read as a zip: {error}")
        else:
            self.notes += [f"{name}: {told}" for told in refused[:MOST_TOLD]]
            if len(refused) > MOST_TOLD:
                self.notes.append(f"{name}: {len(refused) - MOST_TOLD:,} more entries were refused.")

    def _add_file(self, inside: Parts, path: Path) -> None:
        parts = _parts(inside)
        if parts[-1].endswith(".zip"):
            self._add_learners_zip(parts, path, path.stat().st_size, str(path), 0)
            return
        try:
            self._put(parts, lambda: bytes_of(path))
        except RefusedError as error:
            self.notes.append(f"{path} {error}")
        except OSError as error:
            self.notes.append(f"{path} can't be read: {error.strerror}")

    def _put(self, parts: Parts, read: Callable[[], bytes]) -> None:
        """Adds a file, with its content if it is wanted."""
        if parts in self.files:
            raise RefusedError("is there twice; the first is judged.")
        self.files[parts] = None
        if self._wanted(parts):
            before = self._read[parts[0]]
            if before >= LARGEST_LEARNER:
                raise RefusedError(f"is not read, {before:,} bytes of this learner having been read before.")
            self.files[parts] = found = self._spool.keep(read())
            self._read[parts[0]] += found.size

    def _add_learners_zip(self, parts: Parts, source: Path | BinaryIO, size: int, name: str, depth: int) -> None:
        """A zip in a folder or a zip: that of the learner whom the first of its parts names."""
        learner = parts[0] if len(parts) > 1 else parts[0].removesuffix(".zip")
        self.tops.add(learner)
        if size > LARGEST_ZIP:
            self.notes.append(f"{name} has {size:,} bytes; at most {LARGEST_ZIP:,} are read.")
        else:
            self.add_zip(source, name, (learner,), depth + 1)

    def _outer_folders(self, entries: list[ZipInfo]) -> int:
        """How many folders, one or none, a zip of a whole class has around the learners' own."""
        paths = [parts for entry in entries if not UNREAD_FOLDERS.intersection(parts := _split(_name(entry)))]
        around = {parts[0] for parts in paths if parts}
        inside = {parts[1] for parts in paths if len(parts) > 1}
        learners = {parts[1] for parts in paths if len(parts) > 2} | {one for one in inside if _is_learners(one)}
        return int(len(around) == 1 and len(learners) > 1 and not inside & self._learners_own)

    def _add_entry(self, archive: ZipFile, entry: ZipInfo, at: Parts, outer: int, depth: int) -> str | None:
        """Adds an entry of a zip, without the outer folders; returns what is wrong with it, if something is."""
        name = _name(entry)
        try:
            inside = _checked(name, entry)[outer:]
            if not inside:
                return None
            parts = _parts((*at, *inside))
            if UNREAD_FOLDERS.intersection(parts) or parts[-1].startswith("."):
                return None
            if not at and (entry.is_dir() or len(parts) > 1):
                self.tops.add(parts[0])
            if entry.is_dir():
                return None
            if parts[-1].endswith(".zip") and depth == 0:
                packed = io.BytesIO(_unpacked(archive, entry, LARGEST_ZIP))
                self._add_learners_zip(parts, packed, entry.file_size, f"{archive.filename or ''}: {name}", depth)
                return None
            self._put(parts, lambda: _unpacked(archive, entry, LARGEST_FILE))
        except RefusedError as error:
            return f"{name!r} {error}"
        return None


def _parts(inside: Parts) -> Parts:
    """The path with the names that Moodle and Canvas give to submissions taken apart: the learner, then the file."""
    if found := MOODLE.fullmatch(inside[0]):
        learner, file = found.groups()
        inside = (learner, *([file] if file else []), *inside[1:])
    elif len(inside) == 1 and (found := CANVAS.fullmatch(inside[0])):
        name, number, file, suffix = found.groups()
        inside = (name + number, file + suffix)
    return inside


def _is_unread(folder: Path) -> bool:
    """Whether a folder holds what programs have made: hidden things, caches, a grader's results."""
    return folder.name.startswith(".") or folder.name in UNREAD_FOLDERS or (folder / "results.sqlite").exists()


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises RefusedError for one that is too large or no regular one."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise RefusedError("is no regular file.")
    with path.open("rb") as file:
        return _bounded(file.read(LARGEST_FILE + 1), LARGEST_FILE)


def _is_learners(name: str) -> bool:
    """Whether a file is by its name all that a learner has handed in."""
    return name.endswith(".zip") or any(pattern.fullmatch(name) for pattern in (MOODLE, CANVAS))


def _name(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _split(name: str) -> Parts:
    return tuple(part for part in name.split("/") if part not in ("", "."))


def _checked(name: str, entry: ZipInfo) -> Parts:
    """The parts of an entry's name, if it is one that stays in its folder."""
    parts = _split(name)
    if name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in parts or not parts:
        raise RefusedError("is a path that leads out of the zip.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusedError("is a link; links are not followed.")
    return parts


def _unpacked(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    """The entry's bytes, of which never more than the limit are unpacked, whatever the zip says of their number."""
    if entry.flag_bits & 1:
        raise RefusedError("is encrypted.")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others unpack without a limit
        raise RefusedError("is packed in a rare way; the usual one, deflate, was wanted.")
    try:
        with archive.open(entry) as file:
            return _bounded(file.read(limit + 1), limit)
    except (BadZipFile, OSError, EOFError, zlib.error, ValueError) as error:
        raise RefusedError(f"can't be unpacked: {error}") from None


def _bounded(found: bytes, limit: int) -> bytes:
    if len(found) > limit:
        raise RefusedError(f"is larger than {limit:,} bytes.")
    return found
