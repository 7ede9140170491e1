"""The command `kata grade`, run for real on a class of the toy course."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from dojo.__main__ import main
from dojo.grading.store import Store

from ..conftest import ANSWER, STARTER, Run
from ..test_commands import shown

SLOW = "import time\n\ntime.sleep(8)\n" + ANSWER

SUMMARY = """3 learners, 2 katas, 4 answers; judged now: 3

      2  passed
      1  not green
      1  import error
      2  missing

In results:
  report/index.html  the class on one page: open it in a browser
  results.csv        a row for each learner, a column for each kata, a score
  results.json       every verdict
  junit.xml          every test, for systems that show JUnit
  gradescope/        a file for each learner, as Gradescope wants it
"""


@pytest.fixture
def handed_in(toy: Path) -> Path:
    """What three learners have handed in: alice and carol the same right answer, bob two wrong ones."""
    answers = {
        "alice/01_triple/triple.py": ANSWER,
        "carol/triple.py": ANSWER,
        "bob/01_triple/triple.py": STARTER,
        "bob/02_other_triple/other_triple.py": "1 / 0\n",
    }
    for name, answer in answers.items():
        (toy / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (toy / "class" / name).write_text(answer)
    return toy / "class"


def test_a_class_is_graded_explained_and_known_when_it_is_graded_again(kata: Run, handed_in: Path, toy: Path) -> None:
    (handed_in / "mails.txt").write_text("")
    told = "kata: 1 file (mails.txt) at the top: nobody's, so not read.\n"
    assert shown(kata("grade", "class", "--out", "results")) == (0, SUMMARY, told)
    table = "learner,01_triple,02_other_triple,score\nalice,1.0,0.0,0.5\nbob,0.5,0.0,0.25\ncarol,1.0,0.0,0.5\n"
    assert (toy / "results/results.csv").read_text() == table

    code, out, errors = shown(kata("grade", "--explain", "carol", "1", "--out", "results"))
    assert (code, errors) == (0, "")
    assert out == (
        """01_triple green ✓: 2 of 2 tests pass (carol/01_triple/triple.py, 0.0 s)
  ✓ it takes a pair
  ✓ it gives a triple

Compare with ours: uv run kata solution 1. Then on: uv run kata
"""
    )

    (toy / "weights.toml").write_text("[weights]\n2 = 0\n")
    again = kata("grade", "class", "--out", "results", "--weights", "weights.toml", "--json")
    assert again.stdout == (toy / "results/results.json").read_text()
    assert [(one["learner"], one["kata"], one["problem"]) for one in json.loads(again.stdout)][2:] == [
        ("bob", "01_triple", None),
        ("bob", "02_other_triple", "import error"),
        ("carol", "01_triple", None),
        ("carol", "02_other_triple", "missing"),
    ]
    assert (toy / "results/results.csv").read_text().splitlines()[2] == "bob,0.5,0.0,0.5"


def verdicts_in(store: Path) -> int:
    """How many verdicts are in a store that a run is writing to."""
    if not store.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{store}?immutable=1", uri=True)) as database:
            return int(database.execute("select count(*) from verdicts where settled").fetchone()[0])
    except sqlite3.Error:  # a moment at which it can't be read
        return 0


STOPPED = "\nStopped. Every verdict until now is kept in results/results.sqlite: go on with the same command.\n"


def heeds_ctrl_c() -> None:
    """Run in a new process, it undoes what shells do to those in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def hand_in(toy: Path, answers: dict[str, str]) -> None:
    """Writes the learners' answers to the first kata."""
    for learner, answer in answers.items():
        (toy / "class" / learner).mkdir(parents=True)
        (toy / "class" / learner / "triple.py").write_text(answer)


def stopped_by_ctrl_c(toy: Path, *options: str) -> tuple[int, str, str]:
    """The exit code and what is printed of a run that gets Ctrl-C once it has a verdict."""
    kata = str(Path(sys.executable).with_name("kata"))
    command = [kata, "grade", "class", "--out", "results", "--kata", "1", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    settings = {"text": True, "start_new_session": True, "preexec_fn": heeds_ctrl_c}
    with subprocess.Popen(command, cwd=toy, **settings, **pipes) as process:
        while not verdicts_in(toy / "results/results.sqlite") and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        out, errors = process.communicate(timeout=60)
    return process.returncode, out, errors


def test_ctrl_c_stops_a_run_and_keeps_its_verdicts(toy: Path) -> None:
    hand_in(toy, {"alice": ANSWER, "bob": SLOW})
    assert stopped_by_ctrl_c(toy, "--jobs", "1") == (130, "", STOPPED)
    with Store(toy / "results") as store:
        assert [(one.verdict.learner, one.verdict.passed) for one in store.graded()] == [("alice", True)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Say what is to be graded, as in: uv run kata grade FOLDER --out results\n"),
        (["nowhere"], "nowhere isn't there. A folder or zip of what learners have handed in was wanted.\n"),
        (["class", "--kata", "tripel"], "No kata is called 'tripel'. Did you mean 01_triple?\n"),
        (["--explain", "bob", "1"], "results holds no results. Grade first: uv run kata grade FOLDER --out results\n"),
    ],
)
def test_what_can_not_be_done_is_told(kata: Run, handed_in: Path, arguments: list[str], told: str) -> None:
    assert shown(kata("grade", *arguments, "--out", "results")) == (2, "", f"kata: {told}")


@pytest.mark.parametrize(
    ("no_sandbox", "lacking", "told"),
    [
        ([], ["Landlock", "seccomp"], "kata: This system has no sandbox for strangers' code. Grade on Linux,\n"),
        ([], ["namespaces"], "kata: This system's sandbox lacks namespaces.\n"),
        (["--no-sandbox"], ["Landlock"], "kata: Without a sandbox answers can do whatever you may do.\n"),
    ],
)
def test_what_does_not_keep_answers_from_harm_is_told(
    toy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    no_sandbox: list[str],
    lacking: list[str],
    told: str,
) -> None:
    (toy / "class/alice").mkdir(parents=True)
    monkeypatch.chdir(toy)
    monkeypatch.setattr("dojo.sandbox.missing", lambda: lacking)
    monkeypatch.setattr("sys.argv", ["kata", "grade", "class", "--out", "results", *no_sandbox])
    with pytest.raises(SystemExit) as ended:
        main()
    refused = "no sandbox for" in told
    assert (ended.value.code, capsys.readouterr().err.startswith(told)) == (2 if refused else 0, True)


def test_a_misspelt_learner_gets_a_suggestion(kata: Run, toy: Path) -> None:
    (toy / "class/alice").mkdir(parents=True)
    kata("grade", "class", "--out", "results")
    told = "kata: results holds no verdict on alcie's answer to 01_triple. Did you mean alice?\n"
    assert shown(kata("grade", "--explain", "alcie", "1", "--out", "results")) == (2, "", told)


def test_what_a_stranger_wrote_moves_no_cursor(kata: Run, toy: Path) -> None:
    (toy / "class/\x1b[2Jmallory").mkdir(parents=True)
    (toy / "class/\x1b[2Jmallory/\x1b[2J.py").write_text("")
    result = kata("grade", "class", "--out", "results")
    assert (result.returncode, "\x1b" in result.stderr + result.stdout) == (0, False)
