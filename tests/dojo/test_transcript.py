"""The README's transcript is what the commands really print.

After a change of what they print: `uv run pytest tests/dojo/test_transcript.py --write-transcript`.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILE = "katas/01_second_output/second_output.py"
STEPS = [
    ("uv run kata | tail -n 5", None),
    ("uv run kata check 1", None),
    ("uv run kata hint 1", None),
    (f"edit {FILE}", "solutions/01_second_output/functional.py"),
    ("uv run kata check 1", None),
    ("uv run kata solution 1", None),
]


def transcript(project: Path) -> str:
    """What a terminal shows when a learner goes these steps; the editing is done by copying a file."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shown = []
    for command, edited in STEPS:
        shown.append(f"$ {command}")
        if edited:
            shutil.copy(project / edited, project / FILE)
            continue
        result = subprocess.run(
            command.removeprefix("uv run "),
            shell=True,
            cwd=project,
            env={**os.environ, "PATH": path, "COLUMNS": "80"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert result.stderr == ""
        shown.append(result.stdout.rstrip() + "\n")
    return "\n".join(re.sub(r"\d+\.\d+ s\)", "0.3 s)", one) for one in shown)


def test_the_readmes_transcript_is_true(root: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    for part in ("katas", "solutions"):
        unmade = shutil.ignore_patterns("second_output*.py", "two_inputs*.py", "loss_weights*.py", "__pycache__")
        shutil.copytree(root / part, tmp_path / part, ignore=unmade)
    readme = root / "README.md"
    before, rest = readme.read_text().split("```console\n", 1)
    written, after = rest.split("```\n", 1)
    shown = transcript(tmp_path)
    if pytestconfig.getoption("--write-transcript"):
        readme.write_text(f"{before}```console\n{shown}```\n{after}")
        pytest.skip("the README has been written")
    assert shown == written
