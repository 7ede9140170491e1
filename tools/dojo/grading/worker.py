"""What a worker of a Dask cluster does: it keeps the course and warm judges between answers.

Each of its threads has a judge, so that a worker judges as many answers at a time as it has threads. All judges of a
worker share one warm parent, which has imported TensorFlow once and dies with the worker.
"""

import hashlib
import multiprocessing
import sys
import tempfile
import threading
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from distributed import get_worker

import dojo
from dojo import sandbox
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.engine import Judged, judged_answer
from dojo.grading.records import AnswerFiles, Graded, Submission
from dojo.grading.version import judging_code
from dojo.judge import Judge
from dojo.verdict import Verdict

PACKAGES = ("beyond-sequential", "distributed", "tensorflow", "keras", "numpy", "pytest")
WORKING = ("course", "grading/engine", "grading/records", "grading/worker")  # dojo's modules that a worker runs itself
VARIANTS = {"tensorflow": "tensorflow-cpu"}  # the same code by another name


class Wanted(msgspec.Struct, frozen=True):
    """By what answers are to be judged: versions by name, the course's files by their paths, and if in a sandbox."""

    versions: dict[str, str]
    course: dict[str, bytes]
    confined: bool


def wanted(course: Course, confined: bool) -> Wanted:
    """What judges the course's katas here, with those files that judging needs."""
    files = [file for kata in course.katas for file in kata.judging_files]
    found = {file.relative_to(course.root).as_posix(): file.read_bytes() for file in files}
    return Wanted(VERSIONS, found, confined)


def other_version(wanted: dict[str, str]) -> str:
    """What has another version here than is wanted, as the end of a sentence about this process; empty if nothing."""
    for name, here in VERSIONS.items():
        if here != wanted.get(name, here):
            return f"has {name} {here}, and {wanted[name]} was wanted.\nStart it anew from the checkout that grades."
    return ""


@cache
def refusal(wanted: bytes) -> str:
    """Why this worker wouldn't judge as is wanted, as the end of a sentence about it; empty if it would."""
    asked = _asked(wanted)
    if asked.confined and not sandbox.available():
        told = "has no sandbox for strangers' code. Use workers on Linux,\nor, where you trust every answer"
        return f"{told} as if it were yours, --no-sandbox."
    return other_version(asked.versions)


def judged(wanted: bytes, files: bytes) -> bytes:
    """What came of an answer. Raises KataError where a worker that has joined late isn't as is wanted."""
    if told := refusal(wanted):
        raise KataError(f"The worker {get_worker().address} {told}")
    judge = _judge(threading.get_ident(), _asked(wanted).confined)
    graded, settled = judged_answer(_course(wanted), judge, msgspec.json.decode(files, type=AnswerFiles))
    return msgspec.json.encode((graded.verdict, graded.graph, settled))


def received(found: bytes, submission: Submission) -> Judged:
    """The submission with what a worker has found."""
    verdict, graph, settled = msgspec.json.decode(found, type=tuple[Verdict, msgspec.Raw, bool])
    return Judged(submission, Graded(verdict, None if bytes(graph) == b"null" else graph), settled)


@cache
def _asked(wanted: bytes) -> Wanted:
    return msgspec.json.decode(wanted, type=Wanted)


@cache
def _course(wanted: bytes) -> Course:
    """The course, in a folder that Dask removes with the worker's own."""
    root = Path(tempfile.mkdtemp(prefix="course-", dir=get_worker().local_directory))
    for name, content in _asked(wanted).course.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return Course(root)


@cache
def _judge(thread: int, confined: bool) -> Judge:
    """The judge of that thread, warm from its second answer on."""
    # A nanny marks its workers as daemons, which multiprocessing refuses children; it ends them all the same.
    multiprocessing.current_process().daemon = False
    # multiprocessing runs the main module in each new process: here that is Dask, 0.2 s and more an answer.
    main = sys.modules["__main__"]
    main.__file__ = main.__spec__ = None
    return Judge(confined)


def _versions() -> dict[str, str]:
    """The versions of all that verdicts depend on beside the course."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"Python": python, **{name: _version(name) for name in PACKAGES}, "code": _code()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return version(VARIANTS[name])


def _code() -> str:
    """A hash of the code that judges."""
    files = [*judging_code(), *(Path(str(dojo.__file__)).parent / f"{name}.py" for name in WORKING)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


VERSIONS = _versions()  # when it is imported: a process that has run for long may judge by other code than is on disk
