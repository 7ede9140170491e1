"""Graphs as JSON, and back across a trust boundary: what comes in may have been written by anybody."""

from typing import Any

import msgspec

from modelgraph.errors import GraphFormatError
from modelgraph.graph import Call, Graph, Tensor

MOST_BYTES = 8_000_000
MOST_VALUES = 400_000  # counted before anything is read, for each may take a hundred bytes
MOST_CALLS = 20_000
LONGEST_STRING = 4_000  # a Lambda's code is longer, but no layer that can be compared has such a setting
LONGEST_SENTENCE = 400  # characters of an error
DEEPEST_SETTING = 20
LARGEST_SIZE = 2**31 - 1  # of an axis
MOST_AXES = 32  # of a tensor; TensorFlow itself runs few operations on more than 8
WINDOWS = frozenset({"axis", "kernel_size", "pool_size", "strides", "dilation_rate"})
LARGEST_NUMBER = 2**63  # of a setting or a count; Python's own have no bounds, and take their time


def graph_to_json(graph: Graph) -> bytes:
    """The graph as JSON, a line for each of its fields and calls.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> graph = graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))
    >>> graph_from_json(graph_to_json(graph)) == graph
    True
    """
    fields = []
    for name, value in msgspec.to_builtins(graph).items():
        written = msgspec.json.encode(value)
        if name == "calls":
            written = b"[\n  " + b",\n  ".join(msgspec.json.encode(call) for call in value) + b"\n ]"
        fields.append(b' "' + name.encode() + b'": ' + written)
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


def graph_from_json(data: bytes) -> Graph:
    """The graph that the JSON holds.

    Raises GraphFormatError, in time and memory bounded by `MOST_BYTES`, where it isn't one: broken JSON, wrong
    types, unknown fields, sources that are not there yet (so no cycle either), too many or too large things.

    >>> graph_from_json(b"[]")
    Traceback (most recent call last):
    modelgraph.errors.GraphFormatError: This is not a graph in JSON: Expected `object`, got `array`
    """
    if len(data) > MOST_BYTES:
        raise GraphFormatError(f"The graph is {len(data):,} bytes long; at most {MOST_BYTES:,} are read.")
    values = sum(map(data.count, (b",", b"[", b"{")))
    if values > MOST_VALUES:
        raise GraphFormatError(f"The graph holds {values:,} values or more; at most {MOST_VALUES:,} are read.")
    try:
        graph = msgspec.json.decode(data, type=Graph)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GraphFormatError(f"This is not a graph in JSON: {_cut(str(error))}") from None
    _check(graph)
    return graph


def _check(graph: Graph) -> None:
    _require(len(graph.calls) <= MOST_CALLS, f"there are {len(graph.calls):,} calls, more than {MOST_CALLS:,}")
    names = [one.name for one in graph.inputs]
    _require(len(set(names)) == len(names), f"two inputs have one name: {names}")
    _require(len(names) <= len(graph.calls), "there are more inputs than calls")
    for name in (*names, *graph.outputs):
        _require(0 < len(name) <= LONGEST_STRING, f"{name[:40]!r} can't be a name")
    for number, call in enumerate(graph.calls):
        is_input = call.operation == "Input"
        _require(is_input == (number < len(names)), f"call {number} is {call.operation[:40]!r}; inputs come first")
        _require(is_input != bool(call.sources), f"call {number} has {len(call.sources)} sources")
        _check_call(graph, number, call)
    for one, call in zip(graph.inputs, graph.calls, strict=False):
        given = [shape[1:] for shape in call.shapes], [*call.dtypes]
        _require(given == ([one.shape], [one.dtype]), f"input {one.name[:40]!r} and its call differ in shape or dtype")
    for name, tensor in graph.outputs.items():
        _check_tensor(graph, tensor, len(graph.calls), f"output {name[:40]!r}")
    _require(0 <= graph.parameters <= LARGEST_NUMBER, f"{graph.parameters} parameters can't be")
    _check_losses(graph)


def _check_losses(graph: Graph) -> None:
    _require(len(graph.loss_error) <= LONGEST_STRING, "the error of its losses is too long")
    for name, loss in graph.losses.items():
        _require(name in graph.outputs, f"there is a loss for {name[:40]!r}, which is no output")
        texts = loss.loss, loss.declared_loss
        _require(all(len(text) <= LONGEST_STRING for text in texts), f"the loss of {name[:40]!r} has a name too long")


def _check_call(graph: Graph, number: int, call: Call) -> None:
    where = f"call {number} ({call.operation[:40]})"
    _require(len(call.operation) <= LONGEST_STRING, f"{where} has a name too long")
    _require(call.shapes != () and len(call.shapes) == len(call.dtypes), f"{where} lacks shapes or dtypes")
    _require(all(len(dtype) <= LONGEST_STRING for dtype in call.dtypes), f"{where} has a dtype too long")
    sizes = [size for shape in call.shapes for size in shape if size is not None]
    _require(all(len(shape) <= MOST_AXES for shape in call.shapes), f"{where} has more than {MOST_AXES} axes")
    _require(all(0 <= size <= LARGEST_SIZE for size in sizes), f"{where} has an impossible shape: {call.shapes}")
    _require(call.layer is None or 0 <= call.layer <= len(graph.calls), f"{where} uses layer {call.layer}")
    for source in call.sources:
        _check_tensor(graph, source, number, where)
    _check_settings([call.config, call.arguments], where)
    _check_form(call, where)


def _check_form(call: Call, where: str) -> None:
    """What is relied on wherever graphs are read."""
    blank = call.layer is None and not call.config and not call.arguments
    _require(blank or call.operation != "Input", f"{where} is more than an input")
    _require("key" in call.arguments or call.operation != "ops.get_item", f"{where} lacks its key")
    _require("activation" in call.config or call.operation != "Activation", f"{where} lacks its activation")
    if call.operation == "ops.get_item":
        key = call.arguments["key"]
        for index in key if isinstance(key, list) else [key]:
            bounds: Any = index.get("slice") if isinstance(index, dict) else [None] * 3
            _require(_are_whole(bounds, None) and len(bounds) == 3, f"{where} has an index that is no slice")
    for name in WINDOWS & call.config.keys():
        sizes = call.config[name]
        single = isinstance(sizes, int) and (name == "axis" or call.operation.startswith("ops."))
        _require(single or _are_whole(sizes), f"{where} has as {name} no list of whole numbers")


def _are_whole(values: Any, *others: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, int) or value in others for value in values)


def _check_tensor(graph: Graph, tensor: Tensor, before: int, where: str) -> None:
    _require(0 <= tensor.call < before, f"{where} takes call {tensor.call}, which doesn't come before it")
    outputs = len(graph.calls[tensor.call].shapes)
    _require(0 <= tensor.output < outputs, f"{where} takes output {tensor.output} of call {tensor.call}, of {outputs}")
    _require(len(tensor.role) <= LONGEST_STRING, f"{where} has a role too long")


def _check_settings(settings: Any, where: str) -> None:
    level = [settings]
    for _ in range(DEEPEST_SETTING):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += [*value, *value.values()]
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, str):
                _require(len(value) <= LONGEST_STRING, f"{where} has a setting of {len(value):,} characters")
            elif isinstance(value, int):
                _require(abs(value) <= LARGEST_NUMBER, f"{where} has a setting too large: {value}")
        level = inner
    _require(not level, f"{where} has settings nested more than {DEEPEST_SETTING} deep")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise GraphFormatError(f"This is not a graph that can be used: {_cut(otherwise)}.")


def _cut(text: str) -> str:
    """What can be read of it: it may quote what was sent."""
    return text if len(text) <= LONGEST_SENTENCE else f"{text[:LONGEST_SENTENCE]}..."
