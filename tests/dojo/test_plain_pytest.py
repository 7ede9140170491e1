"""A kata by plain pytest, without the command: quiet, and with a last line that says what to do next."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dojo.course import Course
from dojo.spec_runner import FORKS

from .conftest import ANSWER, STARTER, Run

NEXT = "Start with test_it_gives_a_triple[build_model]. Stuck? uv run kata hint 1"


def pytest_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def warm_pytest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """As `pytest_in`, but all runs share one import of Keras, where a process that has done that can be forked."""
    if not FORKS:
        yield pytest_in
        return
    output, errors = (tmp_path_factory.mktemp("told") / name for name in ("output", "errors"))
    program = [sys.executable, str(Path(__file__).with_name("pytest_in_forks.py"))]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(program, text=True, bufsize=1, **pipes) as process:
        assert process.stdin
        assert process.stdout

        def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
            print(json.dumps([str(folder), arguments, str(output), str(errors)]), file=process.stdin)
            code = int(process.stdout.readline())
            return subprocess.CompletedProcess(arguments, code, output.read_text(), errors.read_text())

        yield run
        process.stdin.close()


def test_the_first_run_makes_the_learners_file_and_fails_with_a_hint(toy: Path) -> None:
    result = pytest_in(toy, "katas/01_triple")
    assert (result.returncode, result.stderr) == (1, "")
    assert "{'triple': '(2,) float32'} != {'triple': '(3,) float32'}" in result.stdout
    assert result.stdout.splitlines()[-1] == NEXT
    assert (toy / "katas/01_triple/triple.py").read_text() == STARTER


def test_it_works_inside_the_folder(toy: Path, warm_pytest: Run) -> None:
    result = warm_pytest(toy / "katas/01_triple")
    assert (result.returncode, result.stdout.splitlines()[-1]) == (1, NEXT)


def test_a_right_answer_is_green_and_quiet(toy: Path) -> None:
    (toy / "katas/01_triple/triple.py").write_text(ANSWER)
    result = pytest_in(toy, "katas/01_triple")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("..")
    assert "hint" not in result.stdout


def test_all_katas_at_once_keep_their_answers_apart(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/02_other_triple/other_triple.py").write_text(ANSWER)
    result = warm_pytest(toy, "katas")
    assert result.stdout.splitlines()[0].startswith(".F..")


def test_an_answer_without_build_model_is_told_so(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/01_triple/triple.py").write_text("x = 1\n")
    result = warm_pytest(toy, "katas/01_triple")
    assert result.returncode != 0
    assert "triple.py has no build_model, which the spec calls to get the model." in result.stdout
    assert result.stdout.splitlines()[-1] == "Start with the error above. Stuck? uv run kata hint 1"


def test_an_answer_that_gives_no_model_is_told_so(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/01_triple/triple.py").write_text("def build_model():\n    return None\n")
    result = warm_pytest(toy, "katas/01_triple")
    assert "build_model() returned None; a keras.Model was wanted." in result.stdout


MISTAKE_THAT_KERAS_REFUSES = """
import keras


def build_model():
    width = keras.Input((3,), name="width")
    return keras.Model(width, keras.layers.Conv2D(8, 3)(width))
"""


def test_a_failure_shows_the_lines_of_the_spec_and_of_the_answer(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/01_triple/triple.py").write_text(MISTAKE_THAT_KERAS_REFUSES)
    result = warm_pytest(toy, "katas/01_triple")
    assert "triple.py:7: in build_model\n    return keras.Model(width, keras.layers.Conv2D" in result.stdout
    assert "ValueError: Input 0 with name" in result.stdout
    assert "site-packages" not in result.stdout
    assert "site-packages" in warm_pytest(toy, "katas/01_triple", "--full-trace").stdout


MISTAKE_THAT_KERAS_FINDS_IN_TWO_STEPS = """
import keras


def build_model():
    try:
        keras.layers.Conv2D(8, 3)(keras.Input((3,), name="width"))
    except ValueError as error:
        raise KeyError("width") from error
"""


def test_what_led_to_a_failure_is_shown_without_keras_s_lines(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/01_triple/triple.py").write_text(MISTAKE_THAT_KERAS_FINDS_IN_TWO_STEPS)
    result = warm_pytest(toy, "katas/01_triple")
    assert "ValueError: Input 0 with name" in result.stdout
    assert "was the direct cause" in result.stdout
    assert "site-packages" not in result.stdout


def test_an_answer_that_already_exists_is_left_alone(toy: Path, warm_pytest: Run) -> None:
    (toy / "katas/01_triple/triple.py").write_text("my work = (")
    warm_pytest(toy, "katas/01_triple")
    assert (toy / "katas/01_triple/triple.py").read_text() == "my work = ("


def test_each_spec_runs_by_plain_pytest(course: Course, tmp_path: Path) -> None:
    for kata in course.katas:
        folder = tmp_path / "katas" / kata.name
        shutil.copytree(kata.folder, folder, ignore=lambda *_: {"my_test.py"})
        shutil.copy(kata.solution_files[0], folder / kata.answer.name)
    for shared in course.katas[0].shared_files:
        shutil.copy(shared, tmp_path / "katas")
    result = pytest_in(tmp_path, "katas")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
