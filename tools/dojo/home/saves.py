"""Learners' saves: one for each, however an editor writes its files and whatever file system they are on."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import watch

from dojo.course import Course, Kata
from dojo.own_test import MY_TEST

STEP_MS = 4  # an editor's several events of one save lie closer together
SAME_SAVE_S = 1.0  # the same contents written again within that time are one save
UNFINISHED_S = 0.3  # how long a file may be empty or away while an editor replaces it
LOOK_AGAIN_S = 0.02
POLLS_A_S = 8
STOP_MS = 200
# Their other ends, Windows under WSL or a server, change files without this system's hearing of it.
SILENT = {"9p", "afs", "cifs", "drvfs", "fuse.grpcfuse", "fuse.sshfs", "nfs", "nfs4", "smb3", "vboxsf", "virtiofs"}


class Saves:
    """Watches the learner's files of a course; `saved` gets each save's kata, and `said` what a learner should know."""

    def __init__(self, course: Course, saved: Callable[[Kata], None], said: Callable[[str], None]) -> None:
        self._course = course
        self._saved = saved
        self._said = said
        self._katas = {str(file.resolve()): kata for kata in course.katas for file in files_of(kata)}
        self._states: dict[str, tuple[int, int, int] | None] = {}
        self._last: dict[str, tuple[bytes, float]] = {}
        self._stopped = threading.Event()

    def run(self, mounts: Path = Path("/proc/self/mounts")) -> None:
        """Watches until `stop`, by the system's events or, where there are none, by looking again and again."""
        self._changed()  # from what they are now on
        silent = file_system(self._course.root, mounts) in SILENT
        try:
            self._watch(polling=silent)
        except (OSError, RuntimeError):  # watchfiles says so of too many watches on this machine
            self._watch(polling=True)

    def know(self, kata: Kata) -> None:
        """Takes the kata's file for known as it is: that it was written just now is no save of the learner's."""
        file = str(kata.answer.resolve())
        self._states[file] = _state(file)
        self._is_new(file)

    def stop(self) -> None:
        """Ends `run`."""
        self._stopped.set()

    def _watch(self, polling: bool) -> None:
        if polling:
            self._said(
                f"This folder's file system doesn't tell of saves, so kata looks for them {POLLS_A_S} times a second."
            )
        for files in self._found() if polling else self._told():
            saved = [self._katas[file] for file in sorted(files & self._katas.keys()) if self._is_new(file)]
            for kata in dict.fromkeys(saved):
                self._saved(kata)

    def _told(self) -> Iterator[set[str]]:
        """The files that have changed, as the system tells it, and those that did before it was asked to."""
        for changes in watch(
            *(kata.folder.resolve() for kata in self._course.katas),
            watch_filter=None,
            step=STEP_MS,
            stop_event=self._stopped,
            rust_timeout=STOP_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=False,
            recursive=False,
        ):
            yield {file for _, file in changes} | self._changed()

    def _found(self) -> Iterator[set[str]]:
        """The files that have changed since the last look; watchfiles' own polling misses a second save in a second."""
        while not self._stopped.wait(1 / POLLS_A_S):
            yield self._changed()

    def _changed(self) -> set[str]:
        before, self._states = self._states, {file: _state(file) for file in self._katas}
        return {file for file, state in self._states.items() if state != before.get(file)}

    def _is_new(self, file: str) -> bool:
        contents, now = _settled(Path(file)), time.monotonic()
        before, at = self._last.get(file, (None, 0.0))
        if contents is None or (contents == before and now - at < SAME_SAVE_S):
            return False
        self._last[file] = (contents, now)
        return True


def files_of(kata: Kata) -> list[Path]:
    """The files that a learner writes for a kata."""
    return [kata.answer, *([kata.answer.with_name(MY_TEST)] if kata.toml.own_test else [])]


def file_system(folder: Path, mounts: Path) -> str | None:
    """The type of the file system that a folder is on; None where the system doesn't list them."""
    if not mounts.exists():
        return None
    found = [line.split()[1:3] for line in mounts.read_text("utf-8", "replace").splitlines()]
    around = [(place, kind) for place, kind in found if folder.is_relative_to(place.replace("\\040", " "))]
    return max(reversed(around), key=lambda mount: len(mount[0]), default=("", None))[1]


def _state(file: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _settled(file: Path) -> bytes | None:
    """The file's contents, once it has some; None if there is no such file."""
    until = time.monotonic() + UNFINISHED_S
    while True:
        try:
            contents = file.read_bytes()
        except OSError:
            contents = None
        if contents or time.monotonic() > until:
            return contents
        time.sleep(LOOK_AGAIN_S)
