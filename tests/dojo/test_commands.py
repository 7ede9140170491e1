"""The command `kata`, run for real on a toy course: what it prints, its exit codes, and what it leaves."""

import ctypes
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from .conftest import ANSWER, STARTER, Run

PATH = """Beyond Sequential: 0 of 2 katas green

>  1  triple        Three of two    5 min  new
   2  other_triple  Three of two    5 min  new
"""


def untimed(text: str) -> str:
    """The text with every number of seconds as `0.0 s`."""
    return re.sub(r"\d+\.\d+ s", "0.0 s", text)


def shown(result: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    return result.returncode, untimed(result.stdout), result.stderr


def test_home_shows_the_path_the_brief_and_the_file_to_edit(kata: Run, toy: Path) -> None:
    result = kata()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(PATH)
    assert "Make three of two." in result.stdout
    assert result.stdout.endswith(
        """
Next: kata 1, Three of two (about 5 min)
  edit this file  katas/01_triple/triple.py
  the brief       katas/01_triple/README.md
  then run        uv run kata check 1
  when stuck      uv run kata hint 1
"""
    )
    assert (toy / "katas/01_triple/triple.py").read_text() == STARTER


def test_home_works_from_a_katas_folder(kata: Run, toy: Path) -> None:
    assert kata(cwd=toy / "katas" / "02_other_triple").stdout.startswith(PATH)


def test_list_shows_the_path(kata: Run) -> None:
    assert shown(kata("list")) == (0, PATH, "")


def test_list_as_json(kata: Run, toy: Path) -> None:
    (toy / "katas/02_other_triple/other_triple.py").write_text(ANSWER)
    kata("hint", "2")
    first = {"kata": "01_triple", "title": "Three of two", "minutes": 5, "state": "new", "hints_shown": 0}
    second = first | {"kata": "02_other_triple", "state": "started", "hints_shown": 1}
    assert json.loads(kata("list", "--json").stdout) == [first, second]


def test_check_of_the_starter_shows_the_first_failure_and_what_to_do(kata: Run) -> None:
    code, out, errors = shown(kata("check", "1"))
    assert (code, errors) == (1, "")
    assert out == (
        """01_triple not green yet ✗: 1 of 2 tests pass (katas/01_triple/triple.py, 0.0 s)
  ✓ it takes a pair
  ✗ it gives a triple

test_it_gives_a_triple[build_model]
test_triple.py:25: in test_it_gives_a_triple
    assert graph.output_specs == {"triple": "(3,) float32"}
E   AssertionError: assert {'triple': '(2,) float32'} == {'triple': '(3,) float32'}
E     
E     Differing items:
E     {'triple': '(2,) float32'} != {'triple': '(3,) float32'}
E     
E     Full diff: (-: missing in left side, +: extra in left side)
E       {
E     -     'triple': '(3,) float32',
E     ?                 ^
E     +     'triple': '(2,) float32',
E     ?                 ^
E       }

Edit katas/01_triple/triple.py and check again. Stuck? uv run kata hint 1

"""
    )


def test_check_of_a_right_answer_is_green_and_the_path_moves_on(kata: Run, toy: Path) -> None:
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    green = """01_triple green ✓: 2 of 2 tests pass (katas/01_triple/triple.py, 0.0 s)
  ✓ it takes a pair
  ✓ it gives a triple

Compare with ours: uv run kata solution 1. Then on: uv run kata

"""
    moved = """Beyond Sequential: 1 of 2 katas green

   1  triple        Three of two    5 min  green ✓
>  2  other_triple  Three of two    5 min  new
"""
    assert shown(kata("check")) == (0, green, "")
    assert shown(kata("list")) == (0, moved, "")


def test_an_answer_is_told_the_same_by_every_run(kata: Run, toy: Path) -> None:
    sets_and_addresses = "def build_model():\n    raise ValueError(f'{object()} and {set(map(str, range(9)))}')\n"
    (toy / "katas/01_triple/triple.py").write_text(sets_and_addresses)
    one, other = (json.loads(kata("check", "1", "--json").stdout)[0]["tests"] for _ in range(2))
    assert one == other
    assert "<object object at 0x…>" in one[0]["message"]


def test_check_of_another_file_leaves_progress_alone(kata: Run, toy: Path) -> None:
    solution = toy / "solutions/01_triple/functional.py"
    assert kata("check", "triple", "--answer", str(solution)).returncode == 0
    assert kata("list").stdout == PATH


def test_what_is_set_for_other_tests_changes_no_verdict(kata: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "-x -k takes")
    monkeypatch.setenv("PYTEST_PLUGINS", "nothing_of_that_name")
    [verdict] = json.loads(kata("check", "1", "--json").stdout)
    assert [test["outcome"] for test in verdict["tests"]] == ["passed", "failed"]


@pytest.mark.parametrize(
    "broken",
    [
        "raise ImportError",
        "raise RuntimeError('compiled for another NumPy')",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",  # as for a processor that TensorFlow isn't made for
    ],
)
def test_a_keras_that_can_not_be_imported_is_told(kata_process: Run, tmp_path: Path, broken: str) -> None:
    (tmp_path / "keras.py").write_text(broken)
    result = kata_process("check", "1", "--json", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    [verdict] = json.loads(result.stdout)
    told = "The judging process ended before it started; does `import keras` work?"
    assert (result.returncode, verdict["problem"], verdict["message"]) == (1, "crash", told)


def test_a_spec_that_is_no_python_is_told(kata: Run, toy: Path) -> None:
    spec = toy / "katas/01_triple/test_triple.py"
    spec.write_text("import keras\n\ndef test_(:\n")
    told = f"kata: {spec} can't be read, line 3: invalid syntax\n"
    assert shown(kata("check", "1")) == (2, "", told)


def test_check_as_json_gives_one_verdict_for_each_kata(kata: Run, toy: Path) -> None:
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    result = kata("check", "1", "2", "--json")
    first, second = json.loads(result.stdout)
    seconds = first.pop("seconds")
    assert result.returncode == 1
    assert 0 < seconds < 60
    assert first == {
        "kata": "01_triple",
        "passed": True,
        "problem": None,
        "message": None,
        "styles": ["sequential"],
        "tests": [
            {"name": "test_it_takes_a_pair[build_model]", "outcome": "passed", "message": ""},
            {"name": "test_it_gives_a_triple[build_model]", "outcome": "passed", "message": ""},
        ],
        "graph": None,
        "learner": None,
    }
    assert (second["kata"], second["passed"], second["tests"][1]["outcome"]) == ("02_other_triple", False, "failed")


def test_hints_come_one_at_a_time_and_the_last_stays(kata: Run) -> None:
    told = [kata("hint", "triple").stdout for _ in range(4)]
    assert told[0] == "Hint 1 of 3 for 01_triple\n\nHow many?\n\nFor the next: uv run kata hint 1\n"
    assert told[1] == "Hint 2 of 3 for 01_triple\n\nLook at Dense.\n\nFor the next: uv run kata hint 1\n"
    assert told[2] == (
        "Hint 3 of 3 for 01_triple\n\nIt has units.\n\n"
        "That was the last hint. Our answer: uv run kata solution 1 --give-up\n"
    )
    assert told[3] == told[2]


def test_solution_waits_until_green(kata: Run, toy: Path) -> None:
    assert shown(kata("solution", "1")) == (
        2,
        "",
        "kata: 01_triple isn't green yet, as far as `uv run kata check 1` has seen.\n"
        "Check it, or see the solution all the same: uv run kata solution 1 --give-up\n",
    )
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    kata("check", "1")
    result = kata("solution", "1")
    assert (result.returncode, ANSWER in result.stdout) == (0, True)


def test_solution_is_shown_to_who_gives_up(kata: Run) -> None:
    result = kata("solution", "01_triple", "--give-up")
    assert (result.returncode, ANSWER in result.stdout) == (0, True)


def test_reset_keeps_the_old_file_beside_the_starter(kata: Run, toy: Path) -> None:
    folder = toy / "katas/01_triple"
    (folder / "triple.py").write_text("my work\n")
    result = kata("reset", "1")
    (kept,) = folder.glob("triple.*T*.py")
    assert (kept.read_text(), (folder / "triple.py").read_text()) == ("my work\n", STARTER)
    assert shown(result) == (
        0,
        f"Your file is kept as katas/01_triple/{kept.name}\nkatas/01_triple/triple.py is the starter again.\n",
        "",
    )


def test_resets_in_one_second_keep_every_file(kata: Run, toy: Path) -> None:
    folder = toy / "katas/01_triple"
    for work in ("first", "second", "third"):
        (folder / "triple.py").write_text(work)
        kata("reset", "1")
    assert {path.read_text() for path in folder.glob("triple.*T*.py")} == {"first", "second", "third"}


def test_a_kata_goes_by_number_word_folder_or_path(kata: Run) -> None:
    names = ("1", "01", "triple", "01_triple", "katas/01_triple/", "Triple")
    assert {name: kata("solution", name, "--give-up").returncode for name in names} == dict.fromkeys(names, 0)


def test_a_near_miss_is_suggested(kata: Run) -> None:
    assert shown(kata("hint", "tripel")) == (2, "", "kata: No kata is called 'tripel'. Did you mean 01_triple?\n")


def test_an_unknown_number_gets_the_numbers_there_are(kata: Run) -> None:
    told = "kata: No kata is called '7'. The katas are 1, 2; `uv run kata list` names them.\n"
    assert shown(kata("check", "7")) == (2, "", told)


def test_an_unknown_command_gets_a_suggestion(kata: Run) -> None:
    result = kata("chek")
    assert (result.returncode, "Did you mean 'check'?" in result.stderr) == (2, True)


def test_an_answer_goes_with_one_kata(kata: Run) -> None:
    result = kata("check", "1", "2", "--answer", "x.py")
    assert shown(result) == (
        2,
        "",
        "kata: --answer goes with one kata; found 2. Name one, as in: uv run kata check 2 --answer FILE\n",
    )


def test_a_place_without_a_course_is_told(kata: Run, tmp_path: Path) -> None:
    told = f"kata: There is no course in {tmp_path} or above it.\nGo to the project's folder and try again.\n"
    assert shown(kata("list", cwd=tmp_path)) == (2, "", told)


def test_a_broken_kata_toml_names_the_file_the_key_and_what_was_wanted(kata: Run, toy: Path) -> None:
    path = toy / "katas/01_triple/kata.toml"
    path.write_text(path.read_text().replace("minutes = 5", 'minutes = "five"'))
    told = f"kata: {path} can't be used: Expected `int`, got `str` - at `$.minutes`\n"
    assert shown(kata("list")) == (2, "", told)


def test_a_misspelt_key_in_kata_toml_is_named(kata: Run, toy: Path) -> None:
    path = toy / "katas/01_triple/kata.toml"
    path.write_text(path.read_text().replace("minutes", "minuts"))
    assert "minut" in kata("list").stderr


def test_a_kata_toml_that_is_no_toml_names_the_line(kata: Run, toy: Path) -> None:
    path = toy / "katas/01_triple/kata.toml"
    path.write_text('title = "Three\n')
    result = kata("list")
    assert (result.returncode, str(path) in result.stderr, "line 1" in result.stderr) == (2, True, True)


def test_a_read_only_kata_folder_is_told_and_nothing_is_lost(kata_process: Run, toy: Path) -> None:
    folder = toy / "katas/01_triple"
    (folder / "triple.py").write_text("my work\n")
    folder.chmod(0o555)
    result = kata_process("reset", "1", preexec_fn=obey_permissions)
    folder.chmod(0o755)
    assert result.returncode == 2
    assert "Permission denied; it is unchanged." in result.stderr
    assert [path.read_text() for path in folder.glob("triple*.py")] == ["my work\n"]


def test_a_starter_that_can_not_be_copied_is_told(kata_process: Run, toy: Path) -> None:
    folder = toy / "katas/01_triple"
    folder.chmod(0o555)
    result = kata_process(preexec_fn=obey_permissions)
    folder.chmod(0o755)
    assert (result.returncode, f"Make the folder {folder} writable" in result.stderr) == (2, True)


def test_an_answer_is_judged_in_a_course_that_can_not_be_written(kata_process: Run, toy: Path) -> None:
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    toy.chmod(0o555)
    result = kata_process("check", "1", preexec_fn=obey_permissions)
    toy.chmod(0o755)
    assert result.returncode == 0
    assert "green ✓" in result.stdout
    assert "progress.sqlite can't be used" in result.stderr


def obey_permissions() -> None:
    """Lets a process of root's be refused like anyone else's: it gives up CAP_DAC_OVERRIDE before it starts."""
    capability_bounding_set_drop, dac_override = 24, 1
    ctypes.CDLL(None).prctl(capability_bounding_set_drop, dac_override)
