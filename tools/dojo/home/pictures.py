"""The drawings and the brief, fitted to the room that the screen has for them."""

from itertools import zip_longest

import modelgraph

from dojo.content import PICTURE
from dojo.course import Kata
from dojo.texts import NO_TARGET

BESIDE = 110  # columns from which two drawings stand side by side


def brief(kata: Kata, drawn: str) -> str:
    """The brief in Markdown, its target as it is drawn in text, for a terminal shows no Mermaid."""
    return PICTURE.sub(lambda _: f"```\n{drawn}```", kata.brief.read_text("utf-8"))


def target(kata: Kata, width: int) -> str:
    """The target, drawn."""
    return modelgraph.draw_text(_graph(kata), width=width) if kata.target.exists() else f"This kata {NO_TARGET}"


def beside_target(kata: Kata, graph: bytes, width: int) -> str:
    """An answer's graph and the target, each row that has no equal in the other marked."""
    ours = modelgraph.graph_from_json(graph)
    if not kata.target.exists():
        return modelgraph.draw_text(ours, width=width)
    if width < BESIDE:
        return modelgraph.draw_text(ours, _graph(kata), width=width)
    drawn, _, legend = modelgraph.draw_text(ours, _graph(kata), width=width // 2 - 2).rpartition("\n\n")
    left, right = (half.splitlines() for half in drawn.split("\n\nThe target\n"))
    rows = zip_longest(left, ["The target", *right], fillvalue="")
    return "\n".join([*(f"{ours:{width // 2}}{theirs}".rstrip() for ours, theirs in rows), "", legend])


def _graph(kata: Kata) -> modelgraph.Graph:
    return modelgraph.graph_from_json(kata.target.read_bytes())
