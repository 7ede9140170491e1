"""The text inside a box of a drawing, broken into lines that fit."""

import re
import unicodedata
from itertools import pairwise

import msgspec

from modelgraph.boxes import Arrow, Box
from modelgraph.graph import snake_case

MOST_LINES = 7  # of a box's text; what is longer ends in an ellipsis, and the whole of it is in the tooltip

# Where a long word may be broken: after a sign, and between the humps of a name such as `AveragePooling2D`.
_BREAK = re.compile(r"(?<=[_.,=/-])|(?<=[a-z0-9])(?=[A-Z][a-z])")


class TextLine(msgspec.Struct, frozen=True):
    """A line of text in a box; `style` says what it is: a name, a title, or a setting."""

    text: str
    style: str

    @property
    def columns(self) -> int:
        """How many columns the line takes in a font of fixed width."""
        return sum(_columns(one) for one in self.text)


def caption_of(box: Box, arrows: list[Arrow], room: int) -> list[TextLine]:
    """The lines of a box that is `room` columns wide, its arrows given as they come in from left to right.

    A name that only repeats the kind is left out.
    """
    kind, _, settings = box.what.partition(" ")
    lines = [TextLine("≠ differs", "differs")] if box.differs else []
    if box.is_input or box.is_head:
        lines += [TextLine(line, "title") for line in _wrapped(box.name, room, MOST_LINES // 2)]
        text = box.what.removeprefix("Input ") if box.is_input else box.what
        style = "setting"
    else:
        named = box.name != snake_case(kind)
        lines += [TextLine(line, "name") for line in _wrapped(box.name, room, MOST_LINES // 2) if named]
        text, style = box.what, "setting"
        if not box.again:
            lines += [TextLine(line, "title") for line in _wrapped(kind, room, MOST_LINES // 2)]
            text = settings
    lines += [TextLine(line, style) for line in _wrapped(text, room, MOST_LINES)]
    order = _order(box, arrows)
    return lines + [TextLine(line, "name") for line in _wrapped(order, room, MOST_LINES)]


def _order(box: Box, arrows: list[Arrow]) -> str:
    """What the arrows stand for, from left to right, where the drawing doesn't tell: their marks or their numbers."""
    if any(arrow.mark for arrow in arrows):
        return "arrows: " + ", ".join(arrow.mark or "[0]" for arrow in arrows)
    places = [box.arrows.index(arrow) for arrow in arrows]
    if box.symmetric or all(one <= other for one, other in pairwise(places)):
        return ""
    return "arrows: " + ", ".join(str(place + 1) for place in places)


def _wrapped(text: str, room: int, most: int) -> list[str]:
    """The text in lines of at most `room` columns; words are broken only where they don't fit."""
    lines = [""]
    for word in text.split():
        if _length(word) <= room:
            parts = [word]
        else:
            parts = [piece for part in _BREAK.split(word) for piece in _chopped(part, room)]
        for index, part in enumerate(parts):
            space = " " if index == 0 and lines[-1] else ""
            if _length(lines[-1] + space + part) <= room:
                lines[-1] += space + part
            else:
                lines.append(part)
    lines = [line for line in lines if line]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: room // 2]}…"]


def _chopped(part: str, room: int) -> list[str]:
    """A word without a place to break it, in pieces that fit whatever signs they are made of."""
    size = room if part.isascii() else room // 2
    return [part[start : start + size] for start in range(0, len(part), size)]


def _length(text: str) -> int:
    return sum(_columns(one) for one in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
