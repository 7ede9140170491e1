"""Who may import whom, and what a quick command must not wait for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run

JUDGING = {"child", "eager", "preload", "trainer"}  # the modules of judging and training processes
SLOW = {"tensorflow", "keras", "numpy", "pytest", "textual", "watchfiles", "multiprocessing", "modelgraph"}
SCREENS = {"__main__", "author_commands", "commands", "curves", "graphs", "texts"}


def imports(path: Path) -> set[str]:
    """The names of all modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_modelgraph_knows_no_kata(root: Path) -> None:
    users = [path.name for path in (root / "tools/modelgraph").glob("*.py") if "dojo" in str(imports(path))]
    assert users == []


def test_keras_is_imported_in_judging_processes_alone(root: Path) -> None:
    packages = {
        path.stem: {name.split(".")[0] for name in imports(path)} for path in (root / "tools/dojo").rglob("*.py")
    }
    assert {name for name, found in packages.items() if found & {"keras", "tensorflow"}} == JUDGING


def test_judging_and_course_know_no_screen(root: Path) -> None:
    screens = {f"dojo.{name}" for name in SCREENS}
    inner = [path for path in (root / "tools/dojo").glob("*.py") if path.stem not in SCREENS]
    assert {path.stem: imports(path) & screens for path in inner} == {path.stem: set() for path in inner}


def test_the_graders_reports_know_no_judge(root: Path) -> None:
    reports = ("results", "junit", "gradescope", "reports", "scores")
    assert [name for name in reports if "dojo.judge" in imports(root / f"tools/dojo/grading/{name}.py")] == []


def test_the_course_knows_no_judge(root: Path) -> None:
    assert imports(root / "tools/dojo/course.py") & {"dojo.judge", "dojo.child", "dojo.verdict"} == set()


@pytest.mark.parametrize("arguments", [["list"], ["hint", "1"], ["--help"], []], ids=str)
def test_a_quick_command_does_not_import_tensorflow(toy: Path, arguments: list[str]) -> None:
    script = (
        "import sys\nfrom dojo.__main__ import main\n"
        f"sys.argv = ['kata', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print({SLOW} & set(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=toy, capture_output=True, text=True, check=True)
    assert result.stderr == "set()\n"


def test_the_commands_exit_code_reaches_the_shell(kata_process: Run) -> None:
    commands = ["list"], ["check", "1"], ["list", "x"]
    assert [kata_process(*command).returncode for command in commands] == [0, 1, 2]
