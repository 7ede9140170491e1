"""A Keras model as plain data, in one canonical form, compared by meaning, told in words and drawn.

>>> import keras
>>> from modelgraph import graph_of, outline
>>> features = keras.Input((4,), name="features")
>>> model = keras.Model(features, keras.layers.Dense(3, name="label")(features))
>>> outline(graph_of(model))
{'features': 'Input (4,) float32', 'label': 'Dense 3 <- features'}

What compares, tells and draws graphs needs no Keras. What reads, makes or runs models imports it when first used;
so `draw_svg` does NumPy, for its layout.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from modelgraph.canonical import canonical
from modelgraph.difference import Difference
from modelgraph.differences import differences, is_same
from modelgraph.errors import GraphFormatError, ModelGraphError, NotAModelError, UntraceableError
from modelgraph.graph import Call, Graph, HeadLoss, Input, Tensor
from modelgraph.interchange import graph_from_json, graph_to_json
from modelgraph.mermaid import draw_mermaid
from modelgraph.outline import outline
from modelgraph.text import draw_text

if TYPE_CHECKING:
    from modelgraph.extract import graph_of, style_of
    from modelgraph.rebuild import model_of
    from modelgraph.running import heads, listed, shared_weights, step_down_the_gradient, unmoved_weights
    from modelgraph.same import Comparison, compare, same_function
    from modelgraph.svg import draw_svg
    from modelgraph.weights import carry_weights

__all__ = [
    "Call",
    "Comparison",
    "Difference",
    "Graph",
    "GraphFormatError",
    "HeadLoss",
    "Input",
    "ModelGraphError",
    "NotAModelError",
    "Tensor",
    "UntraceableError",
    "canonical",
    "carry_weights",
    "compare",
    "differences",
    "draw_mermaid",
    "draw_svg",
    "draw_text",
    "graph_from_json",
    "graph_of",
    "graph_to_json",
    "heads",
    "is_same",
    "listed",
    "model_of",
    "outline",
    "same_function",
    "shared_weights",
    "step_down_the_gradient",
    "style_of",
    "unmoved_weights",
]

_WHEN_USED = {
    "extract": ("graph_of", "style_of"),
    "rebuild": ("model_of",),
    "running": ("heads", "listed", "shared_weights", "step_down_the_gradient", "unmoved_weights"),
    "same": ("Comparison", "compare", "same_function"),
    "svg": ("draw_svg",),
    "weights": ("carry_weights",),
}


def __getattr__(name: str) -> Any:
    for module, names in _WHEN_USED.items():
        if name in names:
            return getattr(import_module(f"modelgraph.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
