"""What reading and comparing cost: `uv run python -m modelgraph.bench FILE...`, a table of medians.

Each file defines `build_model()`. Its model is read and compared with its own graph; so is MobileNetV2. Chains and
ladders of skips show how the cost grows with the number of calls.
"""

import gc
import runpy
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import keras
import typer
from rich.console import Console
from rich.table import Table

from modelgraph import Call, Comparison, Graph, Input, Tensor, canonical, compare, graph_of


def main(files: Annotated[list[Path] | None, typer.Argument()] = None, runs: int = 7) -> None:
    """Prints the table."""
    table = Table("graph", "calls", "median ms", "µs a call")

    def add(name: str, calls: int, act: Callable[[], object]) -> None:
        act()
        median = statistics.median(_seconds(act) for _ in range(runs))
        table.add_row(name, str(calls), f"{1e3 * median:.1f}", f"{1e6 * median / calls:.0f}")

    models = {str(file): runpy.run_path(str(file))["build_model"]() for file in files or []}
    models["MobileNetV2"] = keras.applications.MobileNetV2(weights=None)
    for name, model in models.items():
        graph = graph_of(model)
        add(name, len(graph.calls), partial(_read_and_compared, model, graph))
    for length in (1_000, 10_000):
        for name, skip in (("chain", 1), ("ladder of skips", 2)):
            graph = _chain(length, skip)
            add(name, length, partial(compare, graph, canonical(graph)))
    Console().print(table)


def _read_and_compared(model: keras.Model, graph: Graph) -> Comparison:
    return compare(graph_of(model), graph)


def _chain(length: int, skip: int) -> Graph:
    """A graph of merges: each takes the call before it and the one `skip` before it."""

    def call(operation: str, *sources: Tensor) -> Call:
        return Call(operation, sources, shapes=((None, 4),), dtypes=("float32",))

    calls = [call("Input")]
    for number in range(1, length):
        before = Tensor(number - 1, role="inputs[0]"), Tensor(max(number - skip, 0), role="inputs[1]")
        calls.append(call("Maximum" if number % 2 else "Multiply", *before))
    return Graph((Input("x", (4,), "float32"),), tuple(calls), {"y": Tensor(length - 1)})


def _seconds(act: Callable[[], object]) -> float:
    """Without garbage collections, whose cost grows with all that the process holds."""
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    act()
    elapsed_s = time.perf_counter() - started
    gc.enable()
    return elapsed_s


if __name__ == "__main__":
    typer.run(main)
