"""The graphs that commands draw: a kata's target, and what an answer gives."""

from pathlib import Path

from modelgraph import Graph, graph_from_json

from dojo import texts
from dojo.course import Kata
from dojo.errors import KataError
from dojo.judge import Judge
from dojo.verdict import GraphVerdict, Message, last_graph


def target_of(kata: Kata) -> Graph:
    """The graph that the kata asks for. Raises KataError if it asks for no graph."""
    if not kata.target.exists():
        raise KataError(f"{kata.name} {texts.NO_TARGET}")
    return graph_from_json(kata.target.read_bytes())


def judged_graph(kata: Kata, answer: Path) -> tuple[Graph, GraphVerdict]:
    """The graph of an answer's model, read as for any verdict on it, and what the verdict says of it.

    Raises KataError if it gives no model.
    """
    reports: list[Message] = []
    with Judge() as judge:
        verdict = judge.judge(kata, answer, reports.append)
    graph = last_graph(reports)
    if verdict.graph is None or graph is None:
        told = verdict.first_message.strip().splitlines()[-1]
        raise KataError(f"{answer} gives no model that can be drawn: {told}")
    return graph_from_json(graph), verdict.graph
