"""`draw_mermaid`: a graph as a Mermaid flowchart, which code hosts and editors draw.

Syntax: https://mermaid.js.org/syntax/flowchart.html
"""

import re

from modelgraph.graph import Graph
from modelgraph.outline import Line, lines_of

_RESERVED = frozenset({"end", "graph", "flowchart", "subgraph", "style", "class", "click", "default"})


def draw_mermaid(graph: Graph) -> str:
    """The flowchart's source: a box for each line of the graph's outline, inputs round and heads thick."""
    lines = lines_of(graph)
    ids = _ids([line.name for line in lines])
    boxes = [f"    {ids[line.name]}{_box(line, graph)}" for line in lines]
    arrows = [f"    {ids[_plain(source)]} --> {ids[line.name]}" for line in lines for source in line.sources]
    thick = [f"    style {ids[head]} stroke-width:3px" for head in graph.outputs]
    return "\n".join(["flowchart TD", *boxes, *arrows, *thick]) + "\n"


def _box(line: Line, graph: Graph) -> str:
    if not line.sources:
        return f'(["{line.name}: {line.what.removeprefix("Input ")}"])'
    named = f"{line.name} = {line.what}" if line.name in graph.outputs else line.what
    return f'["{named}"]'


def _plain(source: str) -> str:
    """Without the argument's name before it and the output's number behind it."""
    return re.sub(r"\[\d+\]$", "", source.rpartition("=")[2])


def _ids(names: list[str]) -> dict[str, str]:
    """For each name an identifier that Mermaid can read, and no other name has."""
    ids: dict[str, str] = {}
    for name in names:
        made = re.sub(r"\W", "_", name)
        while made in _RESERVED or made in ids.values():
            made += "_"
        ids[name] = made
    return ids
