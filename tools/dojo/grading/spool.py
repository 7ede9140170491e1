"""Contents of files, on disk from when they are read until they are judged: those of a class would fill the memory."""

import hashlib
import os
import tempfile
import threading
import weakref

import msgspec

from dojo.errors import KataError


class Spool:
    """A file that has no name, so nothing of it is left however the process ends."""

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when nothing needs it any more
        except OSError as error:
            raise _unusable(error.strerror) from None
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()

    def keep(self, content: bytes) -> "Content":
        """The content, where it is now. Raises KataError if there is no room for it."""
        with self._lock:
            start = self._file.seek(0, os.SEEK_END)
            try:
                written = self._file.write(content)
            except OSError as error:
                raise _unusable(error.strerror) from None
        if written < len(content):
            raise _unusable("No space left on device")
        return Content(self, start, len(content), hashlib.sha256(content).hexdigest())

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from that place on; may be called in any thread."""
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)


class Content(msgspec.Struct, frozen=True):
    """A file's bytes, and their hash."""

    spool: Spool
    start: int
    size: int
    hash: str

    def read(self) -> bytes:
        """The bytes."""
        return self.spool.read(self.start, self.size)


def _unusable(problem: str | None) -> KataError:
    return KataError(
        f"What was handed in can't be kept in the folder for temporary files: {problem}.\n"
        "Make room there, or name another in the variable TMPDIR."
    )
