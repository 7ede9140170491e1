"""Progress survives what happens on a learner's machine."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from dojo.errors import KataError
from dojo.progress import Progress


def test_there_is_none_at_first_and_reading_makes_no_file(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    assert (progress.green(), progress.hints_shown(), list(tmp_path.iterdir())) == (set(), {}, [])


def test_a_kata_stays_green_when_its_file_changes_again(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    progress.record("two_inputs", b"right", passed=True)
    progress.record("two_inputs", b"wrong", passed=False)
    progress.record("loss_weights", b"wrong", passed=False)
    assert Progress(tmp_path).green() == {"two_inputs"}


def test_hints_are_counted_by_kata(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    progress.record_hint("two_inputs", 1)
    progress.record_hint("two_inputs", 2)
    assert Progress(tmp_path).hints_shown() == {"two_inputs": 2}


def test_two_windows_may_write_at_once(tmp_path: Path) -> None:
    def write(window: int) -> None:
        for number in range(20):
            Progress(tmp_path).record(f"kata_{window}_{number}", b"", passed=True)

    windows = [threading.Thread(target=write, args=(window,)) for window in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(Progress(tmp_path).green()) == 80


def test_a_file_that_another_window_is_just_making_holds_nothing_yet(tmp_path: Path) -> None:
    (tmp_path / ".kata").mkdir()
    with closing(sqlite3.connect(tmp_path / ".kata" / "progress.sqlite")) as database:
        database.execute("create table verdicts (word text, sha256 text, passed integer)")
    assert (Progress(tmp_path).green(), Progress(tmp_path).hints_shown()) == (set(), {})
    Progress(tmp_path).record_hint("two_inputs", 1)
    assert Progress(tmp_path).hints_shown() == {"two_inputs": 1}


def test_a_spoilt_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / ".kata" / "progress.sqlite"
    path.parent.mkdir()
    path.write_text("not a database " * 100)
    with pytest.raises(KataError, match=r"progress\.sqlite can't be used: .*\nMove that file away to start afresh\."):
        Progress(tmp_path).green()


def test_a_kill_in_the_middle_of_writing_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    writing = (
        "import sys\nfrom pathlib import Path\nfrom dojo.progress import Progress\n"
        "for number in range(100_000):\n"
        "    Progress(Path(sys.argv[1])).record(f'kata_{number}', b'', passed=True)\n"
        "    print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", writing, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        kept = [int(process.stdout.readline()) for _ in range(20)]
        process.kill()
        kept += [int(line) for line in process.stdout if line.endswith("\n")]
    assert {f"kata_{number}" for number in kept} <= Progress(tmp_path).green()
    Progress(tmp_path).record("later", b"", passed=True)
    assert "later" in Progress(tmp_path).green()
