"""Watches a process that judges an answer: how long it runs, and how much memory and disk it takes."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dojo.verdict import Troubled

EVERY_S = 0.05
MEMORY_MB = 1_000  # of the process's own, counting TensorFlow's 200; the largest kata takes 300
DISK_MB = 256
MOST_FILES = 1_000
LONGEST_PATH = 1_000


class Watch:
    """Ends a process by `kill` once it exceeds a limit, and says which."""

    def __init__(self, pid: int, folder: Path, timeout_s: float, kill: Callable[[], None]) -> None:
        self._pid, self._folder, self._timeout_s, self._kill = pid, folder, timeout_s, kill
        self._until = time.monotonic() + timeout_s
        self._stopped = threading.Event()
        self._exceeded = ""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watches no longer."""
        self._stopped.set()
        self._thread.join()

    def trouble(self, running: str) -> Troubled | None:
        """Why the process was ended, if it was ended by this watch; `running` says during what."""
        self.stop()
        if self._exceeded == "time":
            told = f"The spec was stopped after {self._timeout_s:g} s{running}. Is there an endless loop?"
            return Troubled("timeout", told)
        if self._exceeded == "memory":
            told = f"The spec was stopped{running} when it took more than {MEMORY_MB:,} MB of memory."
            return Troubled("memory", told)
        if self._exceeded == "disk":
            told = f"The spec was stopped{running} when it had written more than {DISK_MB} MB or {MOST_FILES:,} files."
            return Troubled("crash", told)
        return None

    def _watch(self) -> None:
        while not self._stopped.wait(min(EVERY_S, max(0.0, self._until - time.monotonic()))):
            exceeded = {
                "time": time.monotonic() >= self._until,
                "memory": _memory_mb(self._pid) > MEMORY_MB,
                "disk": _is_full(self._folder),
            }
            self._exceeded = next((what for what, is_so in exceeded.items() if is_so), "")
            if self._exceeded:
                return self._kill()


def _memory_mb(pid: int) -> float:
    """The memory that is the process's own, in MB; 0 where the system doesn't tell it by a file."""
    try:
        _, resident, shared, *_ = map(int, Path(f"/proc/{pid}/statm").read_text().split())
    except (OSError, ValueError):
        return 0.0
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _is_full(folder: Path) -> bool:
    """Whether there are too many, too large or too deep files in the folder."""
    waiting, files, size = [str(folder)], 0, 0
    while waiting:
        place = waiting.pop()
        with suppress(OSError), os.scandir(place) as entries:  # what is gone meanwhile doesn't count
            for entry in entries:
                files, size = files + 1, size + entry.stat(follow_symlinks=False).st_size
                if files > MOST_FILES or size > DISK_MB << 20 or len(entry.path) > LONGEST_PATH:
                    return True
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return False
