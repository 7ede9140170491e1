"""A Keras model as plain data, in one canonical form, told in words.

>>> import keras
>>> from modelgraph import graph_of, outline
>>> features = keras.Input((4,), name="features")
>>> model = keras.Model(features, keras.layers.Dense(3, name="label")(features))
>>> outline(graph_of(model))
{'features': 'Input (4,) float32', 'label': 'Dense 3 <- features'}
"""

from modelgraph.canonical import canonical
from modelgraph.difference import Difference
from modelgraph.differences import differences, is_same
from modelgraph.errors import GraphFormatError, ModelGraphError, NotAModelError, UntraceableError
from modelgraph.extract import graph_of, style_of
from modelgraph.graph import Call, Graph, Input, Tensor
from modelgraph.interchange import graph_from_json, graph_to_json
from modelgraph.mermaid import draw_mermaid
from modelgraph.outline import outline
from modelgraph.running import heads, listed, shared_weights, unmoved_weights
from modelgraph.weights import carry_weights

__all__ = [
    "Call",
    "Difference",
    "Graph",
    "GraphFormatError",
    "Input",
    "ModelGraphError",
    "NotAModelError",
    "Tensor",
    "UntraceableError",
    "canonical",
    "carry_weights",
    "differences",
    "draw_mermaid",
    "graph_from_json",
    "graph_of",
    "graph_to_json",
    "heads",
    "is_same",
    "listed",
    "outline",
    "shared_weights",
    "style_of",
    "unmoved_weights",
]
