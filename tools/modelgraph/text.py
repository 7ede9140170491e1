"""`draw_text`: a graph for the terminal, a row for each call and a rail for each tensor that is still needed.

In a call's row every corner and tee is a tensor that it takes; rails that run straight through only pass by.
"""

import textwrap

from modelgraph.boxes import Box, boxes_of, compared_boxes
from modelgraph.graph import Graph
from modelgraph.rails import rows_of

LEGEND = "○ input   ● call   ◉ head"
LONGEST_NAME = 28  # wider names push their own row out, not all the others
NARROWEST = 24  # characters left for what a call is, however many rails and long names there are


def draw_text(graph: Graph, target: Graph | None = None, width: int = 80) -> str:
    """The drawing: inputs first, heads last, at most `width` columns wide unless the names are long.

    With a target both drawings, one below the other; `≠` marks a row that has no equal in the other.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> print(draw_text(graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))))
    ○  x  Input (4,) float32
    ◉  y  head: Dense 3
    <BLANKLINE>
    ○ input   ● call   ◉ head
    <BLANKLINE>
    """
    if target is None:
        return "\n".join([*(line for line, _ in _lines(boxes_of(graph), width)), "", LEGEND]) + "\n"
    ours, theirs = compared_boxes(graph, target)
    drawn = ["Your model", "", *_marked(ours, width), "", "The target", "", *_marked(theirs, width)]
    return "\n".join([*drawn, "", f"{LEGEND}   ≠ no equal in the other"]) + "\n"


def _marked(boxes: list[Box], width: int) -> list[str]:
    return [f"{'≠' if differs else ' '} {line}".rstrip() for line, differs in _lines(boxes, width - 2)]


def _lines(boxes: list[Box], width: int) -> list[tuple[str, bool]]:
    """The drawing's lines, and whether a box that differs starts there; long texts run on beside the rails."""
    rows = rows_of(boxes)
    margin = max((len(row.rails) for row in rows), default=0) + 2
    names = max((len(box.name) for box in boxes if len(box.name) <= LONGEST_NAME), default=0) + 2
    room = max(width - margin - names, NARROWEST)
    lines = []
    for row in rows:
        name = f"{row.box.name}  ".ljust(names)
        first, *others = textwrap.wrap(_said(row.box), room, subsequent_indent="  ", break_on_hyphens=False)
        lines.append((f"{row.rails:{margin}}{name}{first}", row.box.differs))
        lines += [(f"{row.below:{margin}}{'':{names}}{other}", False) for other in others]
    return lines


def _said(box: Box) -> str:
    """What the box is, and its sources where the rails alone don't tell their order or their part."""
    said = f"head: {box.what}" if box.is_head else box.what
    plain = len(box.arrows) < 2 and not any(arrow.mark for arrow in box.arrows)
    return said if plain else f"{said} <- {', '.join(arrow.said for arrow in box.arrows)}"
