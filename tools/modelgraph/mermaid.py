"""`draw_mermaid`: a graph as a Mermaid flowchart, which code hosts and editors draw.

Syntax: https://mermaid.js.org/syntax/flowchart.html
"""

import re

from modelgraph.boxes import Arrow, Box, boxes_of
from modelgraph.graph import Graph

_RESERVED = frozenset({"end", "graph", "flowchart", "subgraph", "style", "class", "click", "default"})


def draw_mermaid(graph: Graph) -> str:
    """The flowchart's source: a box for each line of the graph's outline, inputs round and heads thick.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> print(draw_mermaid(graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))))
    flowchart TD
        x(["x: (4,) float32"])
        y["y = Dense 3"]
        x --> y
        style y stroke-width:3px
    <BLANKLINE>
    """
    boxes = boxes_of(graph)
    ids = _ids([box.name for box in boxes])
    shapes = [f"    {one}{_shape(box)}" for one, box in zip(ids, boxes, strict=True)]
    arrows = [
        f"    {ids[arrow.source]} {_line(arrow)} {one}"
        for one, box in zip(ids, boxes, strict=True)
        for arrow in box.arrows
    ]
    thick = [f"    style {one} stroke-width:3px" for one, box in zip(ids, boxes, strict=True) if box.is_head]
    return "\n".join(["flowchart TD", *shapes, *arrows, *thick]) + "\n"


def _shape(box: Box) -> str:
    if box.is_input:
        return "([" + _quoted(f"{box.name}: {box.what.removeprefix('Input ')}") + "])"
    return "[" + _quoted(f"{box.name} = {box.what}" if box.is_head else box.what) + "]"


def _line(arrow: Arrow) -> str:
    return f"-- {_quoted(arrow.mark)} -->" if arrow.mark else "-->"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'


def _ids(names: list[str]) -> list[str]:
    """For each name an identifier that Mermaid can read, and no other name has."""
    ids: list[str] = []
    for name in names:
        made = re.sub(r"\W", "_", name, flags=re.ASCII)
        while made in _RESERVED or made in ids:
            made += "_"
        ids.append(made)
    return ids
