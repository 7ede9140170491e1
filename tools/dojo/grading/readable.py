"""A verdict as its readers see it, of whom it must not move the cursor or colour the screen at a stranger's wish."""

import re

from rich.markup import escape
from rich.text import Text

from dojo.course import Kata
from dojo.texts import verdict_text
from dojo.verdict import Verdict

CONTROL = re.compile(r"[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")


def readable(kata: Kata, verdict: Verdict, file: str) -> Text:
    """The verdict as `kata check` prints it, without control characters."""
    return Text.from_markup(CONTROL.sub("", verdict_text(kata, verdict, escape(file))), emoji=False)
