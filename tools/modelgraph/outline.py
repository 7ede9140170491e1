"""`outline`: a graph as one line per call, to be compared in a spec."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import msgspec

from modelgraph.canonical import canonical, inputs_reaching
from modelgraph.graph import Call, Graph, Tensor, snake_case
from modelgraph.rewrite import ACTIVATED

# The settings that need no name to be understood.
_BARE = frozenset(
    {"units", "filters", "kernel_size", "input_dim", "output_dim", "pool_size", "size", "rate", "layer"}
    | {"num_heads", "key_dim", "target_shape"}
)

LONGEST_LIST = 60  # characters that are shown of one


def outline(graph: Graph) -> dict[str, str]:
    """A line for each input and call of the canonical graph, by name: what it is, and what it takes.

    Inputs and heads keep their names. The calls between are named by kind; one that depends on a single
    input of several is named after that, too (`text.lstm`), and those left with one name are counted in an
    order that only the graph decides. A further call of a layer says so, for it has no weights of its own.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    >>> dense = keras.layers.Dense(2)
    >>> for name, line in outline(graph_of(keras.Model([left, right], {"sum": dense(left) + dense(right)}))).items():
    ...     print(f"{name}: {line}")
    left: Input (3,) float32
    right: Input (3,) float32
    left.dense: Dense 2 <- left
    right.dense: left.dense again <- right
    sum: Add <- left.dense, right.dense
    """
    return {line.name: line.text for line in lines_of(graph)}


class Line(msgspec.Struct, frozen=True):
    """One line of an outline: a name, what stands there, and the names of what it takes."""

    name: str
    what: str
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As in `Dense 32 relu <- features`."""
        return f"{self.what} <- {', '.join(self.sources)}" if self.sources else self.what


def lines_of(graph: Graph) -> list[Line]:
    """The outline's lines: first the inputs, then each call after its sources."""
    graph = fused(canonical(graph))
    names = names_of(graph)
    lines = [Line(one.name, f"Input {one.shape} {one.dtype}") for one in graph.inputs]
    first: dict[int, int] = {}
    for number, call in enumerate(graph.calls[len(graph.inputs) :], start=len(graph.inputs)):
        before = None if call.layer is None else first.setdefault(call.layer, number)
        what = described(call)
        if before is not None and before < number:
            same = described(graph.calls[before]) == what
            what = f"{names[before]} again" if same else f"{names[before]} again, as {what}"
        lines.append(Line(names[number], what, tuple(_source(call, source, names) for source in call.sources)))
    named = {line.name for line in lines}
    again = [(head, tensor) for head, tensor in graph.outputs.items() if head not in named]
    return lines + [Line(head, "Output", (_output(tensor, names),)) for head, tensor in again]


def fusable(graph: Graph) -> set[int]:
    """The activations that follow a layer which could have them as a setting: nothing else sees what lies between."""
    uses = Counter(source.call for call in graph.calls for source in call.sources)
    uses.update(tensor.call for tensor in graph.outputs.values())
    return {
        number
        for number, call in enumerate(graph.calls)
        if call.operation == "Activation"
        and call.sources
        and ACTIVATED.fullmatch(graph.calls[call.sources[0].call].operation)
        and uses[call.sources[0].call] == 1
    }


def fused(graph: Graph, apart: Collection[int] = ()) -> Graph:
    """The activations shown with the layers that they follow, but for those that are to stand apart."""
    following = fusable(graph) - set(apart)
    calls: list[Call] = []
    place: dict[int, int] = {}
    for number, call in enumerate(graph.calls):
        if number in following:
            before = call.sources[0].call
            layer = calls[place[before]]
            calls[place[before]] = msgspec.structs.replace(layer, config={**layer.config, **call.config})
            place[number] = place[before]
            continue
        place[number] = len(calls)
        sources = tuple(Tensor(place[one.call], one.output, one.role) for one in call.sources)
        calls.append(msgspec.structs.replace(call, sources=sources))
    outputs = {name: Tensor(place[one.call], one.output) for name, one in graph.outputs.items()}
    return msgspec.structs.replace(graph, calls=tuple(calls), outputs=outputs)


def names_of(graph: Graph) -> list[str]:
    """The outline's name of each call of a fused graph."""
    names = [one.name for one in graph.inputs]
    heads = {tensor.call: head for head, tensor in reversed(graph.outputs.items())}
    taken = Counter([*names, *graph.outputs])
    reach = inputs_reaching(graph)
    for number, call in enumerate(graph.calls[len(names) :], start=len(names)):
        activation = call.operation == "Activation"
        kind = str(call.config["activation"]) if activation else snake_case(call.operation.removeprefix("ops."))
        if len(graph.inputs) > 1 and len(reach[number]) == 1:
            kind = f"{reach[number][0]}.{kind}"
        names.append(heads.get(number) or _numbered(kind, taken))
    return names


def _numbered(kind: str, taken: Counter[str]) -> str:
    taken[kind] += 1
    name = kind if taken[kind] == 1 else f"{kind}_{taken[kind]}"
    return name if name == kind or name not in taken else _numbered(kind, taken)


def _source(call: Call, source: Tensor, names: list[str]) -> str:
    """The source's name; its role, too, where a call takes tensors by different names."""
    role = source.role.split("[")[0]
    by_role = len({one.role.split("[")[0] for one in call.sources}) > 1
    return f"{role}={_output(source, names)}" if by_role else _output(source, names)


def _output(tensor: Tensor, names: list[str]) -> str:
    return f"{names[tensor.call]}[{tensor.output}]" if tensor.output else names[tensor.call]


def described(call: Call) -> str:
    """The kind of call and the settings that differ from Keras's defaults, as `Conv2D 32 3 padding=same relu`."""
    kind = call.operation.removeprefix("ops.")
    if call.operation == "ops.get_item":
        return f"{kind} [{_index(call.arguments['key'])}]"
    words = [] if call.trainable else ["frozen"]
    arguments = [f"{name}={_value(value)}" for name, value in call.arguments.items()]
    return " ".join([kind, *_settings(call.config), *arguments, *words])


def _settings(config: dict[str, Any]) -> list[str]:
    """The settings in words: the well-known ones bare, the activation last."""
    bare = [_value(config[name]) for name in config if name in _BARE]
    named = [f"{name}={_value(config[name])}" for name in config if name not in _BARE and name != "activation"]
    return [*bare, *named, *([_value(config["activation"])] if "activation" in config else [])]


def _index(key: Any) -> str:
    """As it is written in Python, as in `:, -1`."""
    if isinstance(key, list):
        return ", ".join(map(_index, key))
    if isinstance(key, dict) and "slice" in key:
        start, stop, step = ("" if one is None else str(one) for one in key["slice"])
        return f"{start}:{stop}:{step}" if step else f"{start}:{stop}"
    return str(key)


def _value(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("config"), dict):
        return " ".join([str(value["class_name"]), *_settings(value["config"])])
    if not isinstance(value, list):
        return str(value)
    if any(isinstance(one, dict) for one in value):
        return f"[{', '.join(map(_value, value))}]"
    sizes = value and all(isinstance(one, int) for one in value)
    text = (str(value[0]) if len(set(value)) == 1 else "x".join(map(str, value))) if sizes else str(value)
    return text if len(text) <= LONGEST_LIST else f"{text[:LONGEST_LIST]}… of {_length(value):,}"


def _length(value: Any) -> int:
    return sum(map(_length, value)) if isinstance(value, list) else 1
