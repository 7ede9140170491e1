"""What a process that runs a stranger's code may still do on Linux: read Python and its packages, compute, and write
in one folder.

Four layers, none of which needs a privilege: Landlock confines reading and writing to folders, a seccomp filter
(dojo.syscalls) refuses new processes, signals to others and sockets, namespaces have no network, and limits bound the
rest. All hold for the thread that asks for them and for the threads it starts later, so: before TensorFlow starts any.
"""

import ctypes
import functools
import os
import platform
import signal
import site
import struct
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from dojo.syscalls import seccomp_filter

if sys.platform != "win32":
    import resource

LAYERS = ("Landlock", "seccomp", "namespaces")
CPU_S = 600  # of one answer: a kata's own time limit ends it far earlier, unless the judge hangs
FILE_MB = 64  # the largest file that an answer may write
DATA_MB = 2_000  # reserved, not used: TensorFlow's threads alone reserve hundreds of MB for their stacks

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x08000000, 0x10000000, 0x40000000
CAPSET = {"x86_64": 126, "aarch64": 91}
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446  # the same on all machines
# Landlock's rights on files: which version of it knows how many of them (linux/landlock.h).
RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 5: 16}
READ_FILE, READ_DIR, WRITE_FILE, EXECUTE = 1 << 2, 1 << 3, 1 << 1, 1 << 0
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
CONNECT_AND_BIND_TCP, ABSTRACT_SOCKETS_AND_SIGNALS = 0b11, 0b11

SYSTEM = """
/lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /usr/share/zoneinfo /etc/ld.so.cache /etc/localtime
/proc/cpuinfo /proc/meminfo /proc/stat /sys/devices/system/cpu /sys/devices/system/node
/dev/urandom /dev/random
""".split()
PYTHON = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), sysconfig.get_config_var("LIBDIR") or "/lib"]
OURS = [str(Path(__file__).parents[1] / package) for package in ("dojo", "modelgraph")]
# The course is in none of these. What doesn't exist or is in another one is left out: each costs time at each fork.
_PLACES = {
    Path(one).resolve() for one in (*SYSTEM, *PYTHON, *site.getsitepackages(), site.getusersitepackages(), *OURS)
}
READABLE = ["/proc/self", *(str(one) for one in _PLACES if os.path.exists(one) and not _PLACES & {*one.parents})]
seccomp_filter(platform.machine(), os.getpid())  # to have most of it made before the fork


def confine(folder: Path | None) -> list[str]:
    """Confines this process, which has one thread, to writing in `folder`; gives the layers that this system lacks."""
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid()
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)  # it died before we asked to die with it
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    tried: dict[str, Callable[[], bool]] = {
        "namespaces": lambda: libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) == 0,
        "Landlock": lambda: _landlock(libc, folder),
        "seccomp": lambda: _without_capabilities(libc) and _seccomp(libc),  # last: it refuses what the others need
    }
    held = {layer: layered() for layer, layered in tried.items()}
    return [layer for layer in LAYERS if not held[layer]]


def limit() -> None:
    """Bounds what this process can use up."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, FILE_MB << 20),
        (resource.RLIMIT_DATA, DATA_MB << 20),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")  # where memory is short, the answer goes, not the grader


@functools.cache
def missing() -> list[str]:
    """The layers that this system lacks, found out by a process that tries them."""
    if sys.platform != "linux":
        return list(LAYERS)
    tried = subprocess.run([sys.executable, "-m", "dojo.sandbox"], capture_output=True, text=True, check=True)
    return tried.stdout.split()


def available() -> bool:
    """Whether files and processes of others are out of an answer's reach here."""
    return not {"Landlock", "seccomp"} & set(missing())


def _landlock(libc: ctypes.CDLL, folder: Path | None) -> bool:
    version = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = (1 << max(count for since, count in RIGHTS_BY_VERSION.items() if since <= version)) - 1
    ruleset = struct.pack(
        "=QQQ",
        handled,
        CONNECT_AND_BIND_TCP if version >= 4 else 0,
        ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0,
    )  # what an old version doesn't know is 0, which it takes
    rules = libc.syscall(LANDLOCK_CREATE_RULESET, ruleset, ctypes.c_size_t(len(ruleset)), 0)
    if rules < 0:
        return False
    _allow(libc, rules, READABLE, READ_FILE | READ_DIR)
    _allow(libc, rules, ["/dev/null"], (READ_FILE | WRITE_FILE | 1 << 14) & handled)
    _allow(libc, rules, [str(folder)] if folder else [], handled & ~EXECUTE)
    held: bool = libc.syscall(LANDLOCK_RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return held


def _allow(libc: ctypes.CDLL, rules: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        with suppress(OSError):  # what this user can't open needs no rule
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            some = rights if os.path.isdir(path) else rights & ON_FILES
            libc.syscall(LANDLOCK_ADD_RULE, rules, 1, struct.pack("=Qi", some, place), 0)
            os.close(place)


def _without_capabilities(libc: ctypes.CDLL) -> bool:
    """Gives up what root, or the owner of a new namespace, may do beyond others."""
    if platform.machine() not in CAPSET:
        return False
    version_3 = struct.pack("=Ii", 0x20080522, 0)
    held: bool = libc.syscall(CAPSET[platform.machine()], version_3, bytes(24)) == 0
    return held


def _seccomp(libc: ctypes.CDLL) -> bool:
    code = seccomp_filter(platform.machine(), os.getpid())
    held: bool = libc.prctl(PR_SET_SECCOMP, 2, struct.pack("@HP", len(code) // 8, _address(code)), 0, 0) == 0
    return held


def _address(code: bytes) -> int:
    return ctypes.cast(ctypes.c_char_p(code), ctypes.c_void_p).value or 0


if __name__ == "__main__":
    print(*confine(None))
