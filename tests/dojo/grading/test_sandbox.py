"""What a confined process may still do, as root and as a user without any privilege."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from dojo import sandbox, syscalls
from dojo.syscalls import seccomp_filter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no sandbox")

SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
TRIES = """
import fcntl, json, os, pathlib, resource, signal, socket, subprocess, sys, tempfile, threading
from dojo import sandbox

own, other = map(pathlib.Path, sys.argv[1:])
os.setsid()
lacking = sandbox.confine(own)
sandbox.limit()
tries = {
    "read other": lambda: (other / "file").read_text(),
    "list other": lambda: os.listdir(other),
    "write other": lambda: (other / "file").write_text("changed"),
    "delete other": lambda: (other / "file").unlink(),
    "lock other": lambda: (other / "file").chmod(0),
    "truncate other": lambda: os.truncate(other / "file", 0),
    "date other": lambda: os.utime(other / "file", (0, 0)),
    "link to other": lambda: os.link(other / "file", own / "link"),
    "read users": lambda: open("/etc/passwd").read(),
    "read own": lambda: (own / "file").read_text(),
    "write own": lambda: (own / "new").write_text("new"),
    "rename own": lambda: (own / "new").rename(own / "newer"),
    "delete own": lambda: (own / "newer").unlink(),
    "temporary file": lambda: tempfile.TemporaryFile(dir=own).write(b"new"),
    "large file": lambda: (own / "large").write_bytes(bytes(100_000_000)),
    "shared memory": lambda: os.memfd_create("memory"),
    "100 GB": lambda: bytearray(100_000_000_000),
    "fork": os.fork,
    "subprocess": lambda: subprocess.run(["true"]),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "thread": lambda: threading.Thread(target=int).start(),
    "socket": socket.socket,
    "socket pair": socket.socketpair,
    "signal parent": lambda: os.kill(os.getppid(), 0),
    "signal all": lambda: os.kill(-1, 0),
    "signal own group": lambda: os.kill(0, 0),
    "signal oneself": lambda: os.kill(os.getpid(), 0),
    "signals by files": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid()),
    "limit parent": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU),
    "parent's environment": lambda: open(f"/proc/{os.getppid()}/environ").read(),
    "import a library": lambda: __import__("sqlite3").connect(":memory:"),
}
found = {}
for name, attempt in tries.items():
    try:
        attempt()
        found[name] = "may"
    except (OSError, MemoryError) as error:
        found[name] = type(error).__name__
print(json.dumps([lacking, found]))
"""
MAY = """read own, write own, rename own, delete own, temporary file, thread, signal oneself, import a library""".split(
    ", "
)


def tried(place: Path, *program: str) -> tuple[list[str], dict[str, str]]:
    """The layers that are lacking, and what a confined process may do or by which error it is refused."""
    own, other, dojo = place / "own", place / "other", place / "dojo"
    dojo.mkdir()
    for module in (sandbox, syscalls):
        shutil.copy(str(module.__file__), dojo)  # another user may not be let into this checkout
    for folder in (own, other):
        folder.mkdir()
        (folder / "file").write_text("")
        for path in (folder, folder / "file"):
            path.chmod(0o777)
    environment = os.environ | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [*program, "-c", TRIES, str(own), str(other)], env=environment, capture_output=True, text=True, check=True
    )
    lacking, found = json.loads(ran.stdout)
    return lacking, found


@pytest.mark.skipif(bool(sandbox.missing()), reason="this system lacks a layer")
def test_a_confined_process_may_do_what_an_answer_needs_and_no_more(tmp_path: Path) -> None:
    _, found = tried(tmp_path, sys.executable)
    assert [name for name, result in found.items() if result == "may"] == MAY


@pytest.mark.skipif(not (os.getuid() == 0 and SYSTEM_PYTHON and shutil.which("setpriv")), reason="needs root")
@pytest.mark.skipif(bool(sandbox.missing()), reason="this system lacks a layer")
def test_it_takes_no_privilege() -> None:
    with tempfile.TemporaryDirectory() as place:  # pytest's own are shut to other users
        Path(place).chmod(0o755)
        lacking, found = tried(Path(place), *NOBODY, str(SYSTEM_PYTHON))
    assert (lacking, [name for name, result in found.items() if result == "may"]) == ([], MAY)


def test_where_files_can_be_reached_the_sandbox_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = [["namespaces"], ["Landlock"], ["seccomp", "namespaces"], list(sandbox.LAYERS)]
    found = []
    for layers in lacking:
        monkeypatch.setattr(sandbox, "missing", lambda layers=layers: layers)
        found.append(sandbox.available())
    assert found == [True, False, False, False]


def test_the_filter_exists_for_both_machines_and_no_other() -> None:
    assert [len(seccomp_filter(machine, 1)) > 0 for machine in ("x86_64", "aarch64", "riscv64")] == [True, True, False]
