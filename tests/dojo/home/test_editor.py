"""Which editor opens a file."""

from pathlib import Path

import pytest
from dojo.home.editor import Editor, editor_for

FILE = Path("triple.py")


@pytest.mark.parametrize(
    ("environment", "editor"),
    [
        ({"VISUAL": "vim"}, Editor(["vim", "triple.py"], fills_terminal=True)),
        ({"EDITOR": "/usr/bin/nano -w"}, Editor(["/usr/bin/nano", "-w", "triple.py"], fills_terminal=True)),
        ({"VISUAL": "subl", "EDITOR": "vim"}, Editor(["subl", "triple.py"], fills_terminal=False)),
        ({"TERM_PROGRAM": "vscode", "VISUAL": "vim"}, Editor(["code", "-g", "triple.py"], fills_terminal=False)),
    ],
    ids=str,
)
def test_the_editor_is_the_learners(environment: dict[str, str], editor: Editor) -> None:
    assert editor_for(FILE, environment) == editor
