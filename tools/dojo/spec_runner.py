"""Runs a spec on one answer after another, each in a process of its own and in a folder made anew."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

import msgspec

from dojo.course import Kata
from dojo.verdict import Ended, Job, Message, Question, Started, Tested, Troubled
from dojo.watch import Watch

WARM_UP_TIMEOUT_S = 180.0  # importing TensorFlow on a slow laptop whose virus scanner reads it all first
LONGEST_REPORT = 1_000_000  # bytes of one message
MOST_REPORTS = 500  # ten times what the longest spec sends, and the most that a parent should have to hold
NOT_STARTED = (  # not the answer's fault
    "The judging process ended before it started; does `import keras` work?",
    f"The judging process was not ready within {WARM_UP_TIMEOUT_S:g} s, most of which TensorFlow's import takes.",
)
FORKS = sys.platform == "linux"
Version = list[tuple[Path, int, int]]  # of each file its time and size

_DECODER: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


class SpecRunner:
    """One spec, read ahead of the answers.

    On Linux a process that has read the spec forks one for each answer. Elsewhere forking one that has imported
    TensorFlow is not safe (macOS) or not there (Windows): the process for each answer reads the spec itself.
    """

    def __init__(self, processes: Any, sandbox: bool, kata: Kata, spec: Path, number: int | None) -> None:
        self._processes = processes
        self._sandbox = sandbox
        self._kata = kata
        self.spec = spec
        self._number = number
        self._version = version_of(kata, spec)
        self._place = _new_place()
        self._process: Any = None  # that reads the spec
        self._line: Any = None  # to it, where it forks
        self._connection: Any = None  # to the answer's process
        self._answers_process: int | None = None
        self.seconds = 0.0

    @property
    def folder(self) -> Path:
        """The only folder where answers may write."""
        return Path(self._place.name).resolve()

    def is_for(self, kata: Kata, spec: Path) -> bool:
        """Whether it has read that spec, as its files are now."""
        return self._version == version_of(kata, spec)

    def begin(self) -> None:
        """Starts a process for the next answer, unless there is one."""
        if self._connection is not None:
            return
        self._lay_out()
        ours, theirs = self._processes.Pipe()
        if not FORKS:
            self._start(theirs)
        else:
            if self._line is None:
                self._line, line = self._processes.Pipe()
                self._start(line)
                line.close()
            with suppress(OSError):  # if nobody is on the line, nobody will be on the connection
                send_handle(self._line, theirs.fileno(), None)
        theirs.close()
        self._connection = ours

    def becomes_warm(self) -> bool:
        """Waits until the process is ready for its answer; says whether that is so in the end."""
        self.begin()
        return bool(self._connection.poll(WARM_UP_TIMEOUT_S))

    def reports(self, answer: bytes, reply: Callable[[Question], bytes]) -> Iterator[Message]:
        """What the process tells of that answer, and whatever became of the process in the end.

        What it asks meanwhile gets its `reply`.
        """
        process = self._started(answer)
        if isinstance(process, Troubled):
            yield process
            return
        started = time.monotonic()
        word, running, has_told = self._kata.word, "", False
        watch = Watch(process, self.folder, self._kata.toml.timeout_s, self.kill)
        try:
            for _ in range(MOST_REPORTS):
                report, has_told = self._received(), True
                if isinstance(report, Question):
                    self._connection.send_bytes(reply(report))
                    continue
                yield report
                if isinstance(report, Ended):
                    return
                if isinstance(report, Tested):
                    running = f" after {report.test.name}"
            yield Troubled("crash", f"{word}.py sent more than {MOST_REPORTS} reports.")
        except (EOFError, ConnectionError) as error:
            ended = f"{word}.py ended its process{running}, before the spec had run to its end."
            is_unread = isinstance(error, ConnectionResetError) and not has_told  # the answer
            other_was_ended = FORKS and not self._process.is_alive()
            yield watch.trouble(running) or Troubled("crash", NOT_STARTED[0] if is_unread or other_was_ended else ended)
        except (msgspec.DecodeError, OSError) as error:
            told = Troubled("crash", f"The judging process sent a report that can't be read: {error}")
            yield watch.trouble(running) or told
        finally:
            watch.stop()
            self.seconds = time.monotonic() - started

    def kill(self) -> None:
        """Ends the answer's process and what it has started, but waits for no end."""
        if self._answers_process is None or not hasattr(os, "killpg"):
            if self._process is not None:
                self._process.kill()
            return
        try:
            os.killpg(self._answers_process, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            with suppress(ProcessLookupError):
                os.kill(self._answers_process, signal.SIGKILL)

    def end(self) -> None:
        """Ends the answer's process, waits for its end, and removes what it left."""
        if self._connection is None:
            return
        self.kill()
        self._connection.close()
        self._connection = self._answers_process = None
        if not self._told_of_end():
            self._stop_reading()
        if not _is_emptied(self.folder):
            self._stop_reading()
            _remove(self._place)
            self._place = _new_place()

    def stop(self) -> None:
        """Ends all its processes, waits for their end, and removes the folder."""
        self.end()
        self._stop_reading()
        _remove(self._place)

    def _lay_out(self) -> None:
        """The spec and what it needs, as in a checkout."""
        (self.folder / self._kata.name).mkdir()
        for file in _files(self._kata, self.spec):
            place = self.folder if file in self._kata.shared_files else self.folder / self._kata.name
            shutil.copy(file, place)

    def _start(self, line: Connection) -> None:
        folder = str(self.folder / self._kata.name)
        is_own_test = self.spec != self._kata.spec
        job = Job(folder, self._kata.word, self.spec.name, is_own_test, self._number)
        arguments = (line, job, FORKS, self._sandbox and FORKS)
        process = self._processes.Process(target=_in_process, args=arguments, daemon=True)
        with suppress(EOFError, OSError):  # what is to fork it has ended while it imported Keras
            process.start()
            self._process = process

    def _started(self, answer: bytes) -> int | Troubled:
        """Gives the answer to the process that waits for it; that process's number, or why there is none."""
        try:
            if not self.becomes_warm():
                return Troubled("timeout", NOT_STARTED[1])
            started = self._received()
            assert isinstance(started, Started)
            self._answers_process = started.process
            (self.folder / self._kata.name / self._kata.answer.name).write_bytes(answer)
            self._connection.send_bytes(b"")
        except (EOFError, OSError):
            return Troubled("crash", NOT_STARTED[0])
        return started.process

    def _received(self) -> Message:
        return _DECODER.decode(self._connection.recv_bytes(LONGEST_REPORT))

    def _told_of_end(self) -> bool:
        """Whether the process that forks has seen the end of the one that it forked last."""
        if self._line is None:
            return False
        try:
            self._line.send_bytes(b"")
            self._line.recv_bytes()
        except (EOFError, OSError):  # nobody is on it
            return False
        return True

    def _stop_reading(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None


def _in_process(line: Connection, job: Job, forks: bool, sandboxed: bool) -> None:
    from dojo.child import serve  # imports Keras, which only judging processes do

    serve(line, job, forks, sandboxed)


def _files(kata: Kata, spec: Path) -> list[Path]:
    return [*kata.shared_files, spec, *([kata.target] if kata.target.exists() else [])]


def version_of(kata: Kata, spec: Path) -> Version:
    """What changes when one of the files is written that a spec is made of."""
    found = [(file, file.stat()) for file in _files(kata, spec)]
    return [(file, stat.st_mtime_ns, stat.st_size) for file, stat in found]


def _new_place() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)


def _is_emptied(folder: Path) -> bool:
    """Removes all that is in the folder; says whether it could."""
    with suppress(OSError, RecursionError):
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        folder.chmod(0o700)
        return True
    return False


def _remove(place: "tempfile.TemporaryDirectory[str]") -> None:
    with suppress(RecursionError):
        place.cleanup()
    if os.path.exists(place.name) and (remover := shutil.which("rm")):  # of folders in folders, thousands deep
        subprocess.run([remover, "-rf", place.name], capture_output=True)
