"""Any graph that could be read is compared: one that can't be run, made or told in words is not the target."""

from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Call, Graph, Input, Tensor, compare, draw_text, graph_from_json, graph_of, graph_to_json, outline

TARGET = graph_of(keras.Model(given := keras.Input((6,), name="x"), {"y": ops.absolute(given)}))
WEIGHTED = graph_of(keras.Model(given, {"y": layers.Dense(6)(given)}))


def forged(operation: str, config: dict[str, Any] | None = None, *roles: str, **arguments: Any) -> Graph:
    """A graph that claims to give what the targets give, as a judging process would send it."""
    shape: tuple[int | None, ...] = (None, 6)
    sources = tuple(Tensor(0, 0, role) for role in roles or ("x",))
    layer, parameters = (None, 0) if operation.startswith("ops.") else (0, WEIGHTED.parameters)
    calls = (
        Call("Input", shapes=(shape,), dtypes=("float32",)),
        Call(operation, sources, config or {}, arguments, layer, shapes=(shape,), dtypes=("float32",)),
    )
    graph = Graph((Input("x", (6,), "float32"),), calls, {"y": Tensor(1)}, parameters)
    return graph_from_json(graph_to_json(graph))


FORGED = {
    "a product over axes that aren't there": forged("ops.tensordot", {"axes": 10**9}, "x1", "x2"),
    "an example that isn't there": forged("ops.take", {"axis": 0}, "x", indices=[10**9]),
    "a step that isn't there": forged("ops.get_item", {}, "x", key=[0, 10**9]),
    "a number too large for TensorFlow": forged("ops.multiply", {}, "x1", x2=2**63),
    "a shift too large for TensorFlow": forged("ops.roll", {"shift": 2**63, "axis": 1}),
    "an index too large for TensorFlow": forged("ops.get_item", {}, "x", key=[{"slice": [None, 2**63, None]}]),
    "a truth for an index": forged("ops.get_item", {}, "x", key=True),
    "another shape than it claims": forged("ops.repeat", {"repeats": 5, "axis": 1}),
    "an operation that isn't there": forged("ops.absolut"),
    "a layer that isn't there": forged("Quatsch"),
    "an embedding of no words": forged("Embedding", {"output_dim": 3}),
    "an embedding of words in words": forged("Embedding", {"input_dim": "a", "output_dim": 3}),
    "a class without settings": forged("Dense", {"units": 6, "activation": {"class_name": "ReLU"}}),
    "a class with settings in words": forged("Dense", {"units": 6, "activation": {"class_name": "a", "config": "b"}}),
    "a layer at each step without settings": forged("TimeDistributed", {"layer": {"class_name": "Dense"}}),
    "attention of any width": forged("MultiHeadAttention", {"num_heads": 1, "key_dim": 1, "output_shape": 6}),
    "a class of no name": forged("Dense", {"units": 6, "kernel_regularizer": {"class_name": 5, "config": {}}}),
}


@pytest.mark.parametrize("target", [TARGET, WEIGHTED], ids=["an operation", "a layer"])
@pytest.mark.parametrize("graph", FORGED.values(), ids=FORGED)
def test_a_forged_graph_is_not_the_target(graph: Graph, target: Graph) -> None:
    assert not compare(graph, target).same


@pytest.mark.parametrize("graph", FORGED.values(), ids=FORGED)
def test_a_forged_graph_can_be_told_and_drawn(graph: Graph) -> None:
    assert ("x" in outline(graph), "Input (6,) float32" in draw_text(graph, TARGET)) == (True, True)


def rectified(x: Any) -> Any:
    """A learner's own activation, which is a well-known one."""
    return ops.maximum(x, 0)


def activated(activation: Any) -> Graph:
    code = keras.Input((6,), name="code")
    return graph_of(keras.Model(code, {"label": layers.Dense(3, activation=activation)(code)}))


@pytest.mark.parametrize(
    "activation",
    [rectified, lambda x: ops.relu(x), layers.ReLU(), layers.Activation("relu"), ops.relu],
    ids=["a function", "a lambda", "a layer", "a layer by name", "an operation"],
)
def test_an_activation_may_be_any_function_that_computes_it(activation: Any) -> None:
    assert compare(activated(activation), activated("relu")).same


def test_a_function_of_ones_own_can_be_told() -> None:
    assert outline(activated(rectified))["label"] == "maximum constant=0 <- dense"
