"""What authors write with the command's help."""

import runpy
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from dojo.content import PICTURE, picture_of
from dojo.course import Kata
from dojo.errors import KataError

if TYPE_CHECKING:
    from modelgraph import Graph


def write_target(kata: Kata) -> None:
    """Writes the kata's `target.json`, the graph of its solution, and the picture of it in the brief."""
    from modelgraph import Graph, graph_to_json  # imports Keras, which quick commands don't wait for

    before = kata.target.read_bytes() if kata.target.exists() else None
    if before is None:
        kata.target.write_bytes(graph_to_json(Graph((), (), {})))  # for the spec, which reads it when it is imported
    try:
        graph = solution_graph(kata)
    except Exception:
        if before is None:
            kata.target.unlink()
        raise
    kata.target.write_bytes(graph_to_json(graph))
    brief = kata.brief.read_text("utf-8")
    kata.brief.write_text(PICTURE.sub(lambda _: picture_of(graph), brief), "utf-8")


def solution_graph(kata: Kata) -> "Graph":
    """The graph of the functional solution, or else of the subclassed one, called on the spec's `INPUTS`.

    It is compiled if the kata compiles.
    """
    from modelgraph import graph_of

    if not kata.solution_files:
        raise KataError(f"{kata.solutions} holds no functional.py or subclassed.py to write the target from.")
    solution = runpy.run_path(str(kata.solution_files[0]), run_name=kata.word)
    model = solution["build_model"]()
    if "compile_model" in solution:
        solution["compile_model"](model)
    return graph_of(model, _spec_inputs(kata, solution))


def _spec_inputs(kata: Kata, solution: dict[str, object]) -> dict[str, object]:
    answer = ModuleType(kata.word)
    vars(answer).update(solution)
    sys.modules[kata.word] = answer  # which the spec imports
    try:
        return dict(runpy.run_path(str(kata.spec))["INPUTS"])
    finally:
        del sys.modules[kata.word]
