"""What is kept of a grading, whatever happens to it, and that nothing is judged twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.engine import Engine, Judged, grade
from dojo.grading.records import Graded, Submission
from dojo.grading.results import results_json
from dojo.grading.store import Store
from dojo.grading.version import judged_by
from dojo.spec_runner import NOT_STARTED
from dojo.verdict import Verdict

from .conftest import submission

KILLS = int(os.environ.get("GRADER_KILLS", "4"))
VERSIONS = {"01_triple": "v1", "02_other_triple": "v1"}
CLASS = [submission(f"learner {number:03}", "01_triple", b"%d" % (number % 40)) for number in range(60)]


def verdict(one: Submission) -> Verdict:
    answer = one.read().answer
    return Verdict(one.kata, passed=b"1" in answer, message=str(answer))


def engine_that_notes(judged: list[str]) -> Engine:
    """An engine that passes answers with a 1 in them, and notes whose it was given."""

    def engine(waiting: list[Submission]) -> Iterator[Judged]:
        for one in waiting:
            judged.append(one.learner)
            yield Judged(one, Graded(verdict(one), msgspec.Raw(b"{}")))

    return engine


def run(
    out: Path, submissions: list[Submission], versions: dict[str, str] = VERSIONS
) -> tuple[list[str], list[Graded]]:
    """Whose answers a run judged, and all results."""
    judged: list[str] = []
    with Store(out) as store:
        store.hand_in(submissions, versions)
        grade(store, submissions, engine_that_notes(judged), lambda done, total: None)
        return judged, list(store.graded())


def test_equal_answers_are_judged_once_and_every_learner_has_the_verdict(tmp_path: Path) -> None:
    equal = [submission(learner, "01_triple", b"1") for learner in ("alice", "bob", "carol")]
    judged, results = run(tmp_path, [*equal, submission("dave", "02_other_triple", b"1")])
    assert judged == ["alice", "dave"]
    assert [(one.verdict.learner, one.verdict.kata, one.verdict.passed) for one in results] == [
        ("alice", "01_triple", True),
        ("bob", "01_triple", True),
        ("carol", "01_triple", True),
        ("dave", "02_other_triple", True),
    ]


def test_answers_that_differ_in_the_learners_own_test_are_not_equal(tmp_path: Path) -> None:
    mine = [submission(learner, "01_triple", b"1", test) for learner, test in (("a", None), ("b", b"t"), ("c", b"u"))]
    assert run(tmp_path, mine)[0] == ["a", "b", "c"]


def test_a_missing_answer_is_a_verdict_that_costs_no_judge(tmp_path: Path) -> None:
    judged, (one,) = run(tmp_path, [submission("alice", "01_triple", None)])
    assert (judged, one.verdict.problem, one.verdict.learner) == ([], "missing", "alice")


def test_a_second_run_judges_only_what_is_new(tmp_path: Path) -> None:
    alice, bob = submission("alice", "01_triple", b"1"), submission("bob", "01_triple", b"2")
    run(tmp_path, [alice])
    judged, results = run(tmp_path, [alice, bob])
    assert (judged, len(results)) == (["bob"], 2)


def test_a_changed_answer_is_judged_and_the_old_one_forgotten(tmp_path: Path) -> None:
    run(tmp_path, [submission("alice", "01_triple", b"2")])
    judged, (one,) = run(tmp_path, [submission("alice", "01_triple", b"1")])
    assert (judged, one.verdict.passed) == (["alice"], True)


def test_what_judges_having_changed_all_is_judged_anew(tmp_path: Path) -> None:
    run(tmp_path, CLASS[:3])
    assert len(run(tmp_path, CLASS[:3], {"01_triple": "v2"})[0]) == 3


def test_a_changed_spec_or_solution_is_another_version_of_its_kata_alone(toy: Path) -> None:
    first, second = Course(toy).katas
    before = judged_by(first), judged_by(second)
    first.spec.write_text(first.spec.read_text() + "\n")
    assert [judged_by(first) == before[0], judged_by(second) == before[1]] == [False, True]


def test_a_verdict_without_a_sandbox_is_none_with_one(toy: Path) -> None:
    kata = Course(toy).kata("1")
    assert judged_by(kata, sandbox=False) != judged_by(kata, sandbox=True)


def test_a_verdict_that_the_judge_failed_on_is_made_again(tmp_path: Path) -> None:
    broken = Judged(CLASS[0], Graded(Verdict("01_triple", False, "crash", "no space")), settled=False)
    with Store(tmp_path) as store:
        store.hand_in(CLASS[:1], VERSIONS)
        grade(store, CLASS[:1], lambda waiting: iter([broken]), lambda done, total: None)
        assert [one.verdict.message for one in store.graded()] == ["no space"]
    judged, (one,) = run(tmp_path, CLASS[:1])
    assert (judged, one.verdict.message) == (["learner 000"], "b'0'")


def test_judging_processes_that_do_not_start_end_the_run(tmp_path: Path) -> None:
    def failing(waiting: list[Submission]) -> Iterator[Judged]:
        for one in waiting:
            yield Judged(one, Graded(Verdict(one.kata, False, "crash", NOT_STARTED[0])), settled=False)

    with Store(tmp_path) as store:
        store.hand_in(CLASS[:9], VERSIONS)
        with pytest.raises(KataError, match=r"No answer can be judged\. The judging process ended before"):
            grade(store, CLASS[:9], failing, lambda done, total: None)
        assert len(list(store.graded())) == 3


def test_progress_is_told_as_verdicts_made_of_verdicts_to_make(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Store(tmp_path) as store:
        store.hand_in(CLASS[:2], VERSIONS)
        grade(store, CLASS[:2], engine_that_notes([]), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


SLOWLY = """
import sys, time
from dojo.grading.engine import grade
from tests.dojo.grading.test_store import CLASS, VERSIONS, Store, Path, engine_that_notes

def slowly(waiting):
    for one in engine_that_notes([])(waiting):
        time.sleep(0.01)
        print(one.submission.read().answer.decode(), flush=True)
        yield one

with Store(Path(sys.argv[1])) as store:
    print("started", flush=True)
    store.hand_in(CLASS, VERSIONS)
    grade(store, CLASS, slowly, lambda done, total: None)
"""


def test_a_run_that_is_killed_and_started_again_ends_as_an_undisturbed_one(tmp_path: Path, root: Path) -> None:
    chance, judged = random.Random(6), []
    for kill in (*[True] * KILLS, False):
        command = [sys.executable, "-c", SLOWLY, str(tmp_path / "killed")]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "started\n"
            if kill:
                time.sleep(chance.uniform(0, 0.15))
                process.kill()
            judged += process.stdout.read().split()
            assert process.wait() == (-signal.SIGKILL if kill else 0)
    _, undisturbed = run(tmp_path / "undisturbed", CLASS)
    repeated, killed = run(tmp_path / "killed", CLASS)
    assert (list(results_json(killed)), repeated) == (list(results_json(undisturbed)), [])
    assert len(judged) - len(set(judged)) <= KILLS  # at each kill one may have been judged and not yet written


def test_a_store_in_use_is_told(tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(KataError, match=r"database is locked\. Another run uses it"):
        Store(tmp_path)


def test_a_full_disk_is_told_and_what_was_kept_is_kept(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.hand_in(CLASS[:2], VERSIONS)
        store.record(CLASS[0], Graded(verdict(CLASS[0])))
        store._database.execute("pragma max_page_count = 1")  # SQLite's own full disk
        with pytest.raises(KataError, match=r"database or disk is full\. Make room and run the same command again"):
            store.record(CLASS[1], Graded(verdict(CLASS[1]), msgspec.Raw(b" " * 100_000)))
        assert [one.verdict.learner for one in store.graded()] == ["learner 000"]


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "results.sqlite").write_text("not a database, but longer than a header of one would be, " * 20)
    with pytest.raises(KataError, match=r"file is not a database\. Move that file away to start afresh\."):
        Store(tmp_path)


def test_results_that_are_to_go_into_a_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(KataError, match=r"File exists.* Give a folder that can be written with --out\."):
        Store(tmp_path / "out")


def test_a_row_is_kept_for_each_learner_kata_answer_and_version(tmp_path: Path) -> None:
    run(tmp_path, [submission(learner, "01_triple", b"1") for learner in ("alice", "bob")])
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as database:
        rows = database.execute("select learner, kata, length(answer), version from handed_in").fetchall()
    assert rows == [("alice", "01_triple", 64, "v1"), ("bob", "01_triple", 64, "v1")]
