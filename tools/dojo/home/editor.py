"""Which program opens a learner's file, and whether it needs the terminal for itself."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dojo.errors import KataError

IN_TERMINAL = {"vi", "vim", "nvim", "nano", "pico", "micro", "helix", "hx", "emacs", "joe", "ne", "mcedit", "kak", "ed"}


class Editor(msgspec.Struct, frozen=True):
    """A command that opens a file; one that `fills_terminal` runs in place of the screen until it ends."""

    command: list[str]
    fills_terminal: bool


def editor_for(file: Path, environment: Mapping[str, str] = os.environ) -> Editor:
    """The learner's editor: VS Code inside its own terminal, else `$VISUAL`, else `$EDITOR`. Raises KataError."""
    if environment.get("TERM_PROGRAM") == "vscode":
        return Editor(["code", "-g", str(file)], fills_terminal=False)
    words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    if not words:
        raise KataError(f"No editor is set. Open {file} in yours, or set VISUAL to it, as in: export VISUAL=nano")
    return Editor([*words, str(file)], Path(words[0]).stem in IN_TERMINAL)
