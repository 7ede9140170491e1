"""Submissions judged on a Dask cluster: real schedulers and workers on loopback, some of which die."""

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading import cluster
from dojo.grading.store import Store

from ..conftest import ANSWER, STARTER, Run
from ..test_commands import shown
from .conftest import submission
from .test_grade_command import STOPPED, hand_in, stopped_by_ctrl_c, verdicts_in

BIN = Path(sys.executable).parent
SLOW = "import time\n\ntime.sleep(0.3)\n"
KILLER = """import os
import signal


def parent_of(process):
    return int(open(f"/proc/{process}/stat").read().split()[3])


os.kill(parent_of(parent_of(os.getppid())), signal.SIGKILL)  # three above: Dask's worker
"""


@contextmanager
def dask(*arguments: str, **more_environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command `dask`, which is ended in the end, as its user would do it."""
    environment = os.environ | more_environment
    process = subprocess.Popen([BIN / "dask", *arguments], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def scheduler(place: Path, **environment: str) -> Iterator[str]:
    """The address of a scheduler of its own."""
    file = place / "scheduler.json"
    with dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file), **environment):
        until(file.exists)
        until(lambda: file.read_text().endswith("}"))
        yield json.loads(file.read_text())["address"]


@contextmanager
def worker(address: str, place: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the README starts it, with a thread, and its nanny, which starts it anew when it dies."""
    arguments = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(place))
    with dask("worker", address, *arguments, **environment) as process:
        yield process


def until(fact: Callable[[], object], at_most_s: float = 60) -> None:
    """Waits for a fact."""
    end = time.monotonic() + at_most_s
    while not fact():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def without_seconds(results: Path) -> list[dict[str, object]]:
    return [one | {"seconds": None} for one in json.loads(results.read_text())]


def worker_of(nanny: psutil.Process) -> psutil.Process | None:
    """The process of a nanny that judges, if there is one."""
    for child in nanny.children():
        with suppress(psutil.NoSuchProcess):
            if "spawn_main" in " ".join(child.cmdline()):
                return child
    return None


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler."""
    with scheduler(tmp_path) as address:
        yield address


@pytest.fixture
def course(toy: Path) -> Course:
    return Course(toy)


def test_a_worker_killed_five_times_loses_no_verdict(
    kata_process: Run, toy: Path, tmp_path: Path, address: str
) -> None:
    wrong = [STARTER, "1 / 0\n", "", "import os\n\nos._exit(1)\n"]
    hand_in(toy, {f"{number:02}": f"{SLOW}# {number}\n{[ANSWER, *wrong][number % 5]}" for number in range(24)})
    kata_process("grade", "class", "--out", "undisturbed", "--kata", "1", "--jobs", "2", check=True)
    command = [BIN / "kata", *f"grade class --out disturbed --kata 1 --scheduler {address}".split()]
    with worker(address, tmp_path) as started, subprocess.Popen(command, cwd=toy, stdout=subprocess.DEVNULL) as grading:
        nanny, orphans = psutil.Process(started.pid), []
        for more in random.sample(range(5), 5):
            wanted = verdicts_in(toy / "disturbed/results.sqlite") + more
            until(lambda wanted=wanted: verdicts_in(toy / "disturbed/results.sqlite") >= wanted and worker_of(nanny))
            time.sleep(random.uniform(0, 0.5 if more else 5))
            victim = worker_of(nanny)
            orphans += victim.children(recursive=True)
            victim.kill()
            victim.wait(60)
        assert grading.wait(120) == 0
    assert without_seconds(toy / "disturbed/results.json") == without_seconds(toy / "undisturbed/results.json")
    assert psutil.wait_procs(orphans, timeout=10)[1] == []


def test_an_answer_that_kills_its_workers_costs_its_own_verdict_alone(kata: Run, toy: Path, tmp_path: Path) -> None:
    hand_in(toy, {"alice": ANSWER, "bob": KILLER, "carol": STARTER})
    with scheduler(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as address, worker(address, tmp_path):
        result = kata(*f"grade class --out results --kata 1 --no-sandbox --scheduler {address}".split())
    assert (result.returncode, result.stderr.splitlines()[1:]) == (
        2,
        ["kata: The judge failed on 1 answers. Run the same command again to try them again."],
    )
    with Store(toy / "results") as store:
        found = {one.verdict.learner: (one.verdict.passed, one.verdict.message) for one in store.graded()}
    assert found == {"alice": (True, None), "bob": (False, cluster.KILLED), "carol": (False, None)}


@pytest.fixture
def other_keras(tmp_path: Path) -> str:
    """A folder that, first on Python's path, makes Keras another version."""
    place = tmp_path / "other/keras-3.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: keras\nVersion: 3.0\n")
    return str(place.parent)


def test_a_worker_with_another_version_is_told(
    kata: Run, toy: Path, tmp_path: Path, address: str, other_keras: str
) -> None:
    hand_in(toy, {"alice": ANSWER})
    with worker(address, tmp_path, PYTHONPATH=other_keras):
        code, _, told = shown(kata("grade", "class", "--out", "results", "--kata", "1", "--scheduler", address))
    assert (code, told.startswith("kata: The worker tcp://127.0.0.1:")) == (2, True)
    assert told.partition(" has ")[2].startswith("keras 3.0, and 3.")


def test_a_worker_with_another_version_that_joins_late_is_told(
    toy: Path, tmp_path: Path, address: str, other_keras: str
) -> None:
    hand_in(toy, {f"{number:02}": f"{SLOW}# {number}\n{ANSWER}" for number in range(40)})
    command = [BIN / "kata", *f"grade class --out results --kata 1 --scheduler {address}".split()]
    with worker(address, tmp_path), subprocess.Popen(command, cwd=toy, stderr=subprocess.PIPE, text=True) as grading:
        until(lambda: verdicts_in(toy / "results/results.sqlite") or grading.poll() is not None)
        with worker(address, tmp_path, PYTHONPATH=other_keras):
            told = grading.communicate(timeout=120)[1]
    assert (grading.returncode, told.partition(" has ")[2][:18]) == (2, "keras 3.0, and 3.1")


def test_ctrl_c_stops_a_run_on_a_cluster_and_keeps_its_verdicts(toy: Path, tmp_path: Path, address: str) -> None:
    hand_in(toy, {learner: f"import time\n\ntime.sleep(5)\n{ANSWER}# {learner}\n" for learner in ("alice", "bob")})
    with worker(address, tmp_path):
        assert stopped_by_ctrl_c(toy, "--scheduler", address) == (130, "", STOPPED)
    with Store(toy / "results") as store:
        assert [one.verdict.passed for one in store.graded()] == [True]  # one's or the other's, as Dask orders them


@pytest.mark.parametrize(
    ("listens", "told"),
    [(False, "Timed out trying to connect to tcp://.*"), (True, r"what listens there doesn't answer as Dask does\.")],
    ids=["nothing listens", "another program listens"],
)
def test_a_scheduler_that_is_not_there_is_told(
    course: Course, monkeypatch: pytest.MonkeyPatch, listens: bool, told: str
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if listens:
            other.listen()
        engine = cluster.on_cluster(course, f"tcp://127.0.0.1:{other.getsockname()[1]}", True, print)
        with pytest.raises(KataError, match=rf"^No Dask scheduler answers at tcp://.*: {told}\nStart one with `uv run"):
            list(engine([submission("alice", "01_triple", b"")]))


def test_a_scheduler_without_workers_is_told(course: Course, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_S", 0.5)
    engine = cluster.on_cluster(course, address, True, print)
    with pytest.raises(KataError, match=r"^The scheduler has had no worker for 0\.5 s\. Start one or more, each with"):
        list(engine([submission("alice", "01_triple", b"")]))


def test_the_extra_that_it_needs_is_named_where_it_is_not_installed(
    kata: Run, toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(toy, {"alice": ANSWER})
    monkeypatch.delitem(sys.modules, "dojo.grading.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = kata("grade", "class", "--out", "results", "--scheduler", "tcp://127.0.0.1:9")
    told = (
        "kata: Judging on a cluster needs Dask, which isn't installed. Run this as\nuv run --extra cluster kata grade"
    )
    assert (result.returncode, result.stderr[: len(told)]) == (2, told)
