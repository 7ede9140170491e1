"""What authors write with the command's help."""

import runpy

from dojo.course import Kata
from dojo.errors import KataError


def write_target(kata: Kata) -> None:
    """Writes the kata's `target.json` from its functional solution, compiled if the kata compiles."""
    from modelgraph import graph_of, graph_to_json  # imports Keras, which quick commands don't wait for

    path = kata.solutions / "functional.py"
    if not path.exists():
        raise KataError(f"{path} is missing; the target is written from it.")
    solution = runpy.run_path(str(path))
    model = solution["build_model"]()
    if "compile_model" in solution:
        solution["compile_model"](model)
    kata.target.write_bytes(graph_to_json(graph_of(model)))
