"""The real program in a pseudo-terminal: from the path over a save to the way out."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..conftest import ANSWER

WAIT_S = 90.0  # TensorFlow's import on a busy machine
KATA = str(Path(sys.executable).with_name("kata"))


class Terminal:
    """A program in a terminal of 80 columns and 24 lines, and all that it has written."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self._master, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", **environment}
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        self.process = subprocess.Popen([KATA, *arguments], cwd=folder, env=environment, **streams)  # type: ignore[call-overload]
        os.close(theirs)
        self.written = ""

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def until(self, pattern: str) -> str:
        """All that was written, once the pattern is in it."""
        end = time.monotonic() + WAIT_S
        while not re.search(pattern, self.written) and time.monotonic() < end and self._read():
            pass
        assert re.search(pattern, self.written), self.written
        return self.written

    def ended(self) -> int:
        """The exit code, once the program has ended."""
        while self.process.poll() is None:
            self._read()
        while select.select([self._master], [], [], 0)[0] and self._read():
            pass
        return self.process.returncode

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.1)[0]:
            return True
        try:
            self.written += os.read(self._master, 65536).decode("utf-8", "replace")
        except OSError:  # how Linux says that the other end is closed
            return False
        return True


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def test_a_save_is_judged_and_q_leaves(toy: Path, terminals: list[Terminal]) -> None:
    terminals.append(terminal := Terminal(toy))
    terminal.until("TensorFlow is being imported")
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    terminal.until("save queued")
    terminal.until("2 of 2 tests pass")
    terminal.until("1 of 2 green")
    terminal.type("q")
    assert terminal.ended() == 0


def test_it_leaves_at_once_while_tensorflow_is_imported(toy: Path, terminals: list[Terminal]) -> None:
    terminals.append(terminal := Terminal(toy))
    terminal.until("TensorFlow is being imported")
    terminal.type("q")
    assert (terminal.ended(), "Traceback" in terminal.written) == (0, False)


def test_no_color_is_honoured(toy: Path, terminals: list[Terminal]) -> None:
    terminals.append(terminal := Terminal(toy, NO_COLOR="1"))
    terminal.until("TensorFlow is being imported")
    terminal.type("q")
    terminal.ended()
    assert re.findall(r"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|[34]8;[25];[\d;]+|9[0-7])m", terminal.written) == []


@pytest.mark.parametrize(("arguments", "term"), [(["--plain"], "xterm-256color"), ([], "dumb")], ids=["plain", "dumb"])
def test_it_prints_where_no_screen_is_wanted(
    toy: Path, terminals: list[Terminal], arguments: list[str], term: str
) -> None:
    terminals.append(terminal := Terminal(toy, *arguments, TERM=term))
    assert (terminal.ended(), "\x1b[?1049h" in terminal.written) == (0, False)
    assert "uv run kata check 1" in terminal.written
