"""One form for all graphs that compute the same by construction.

Names of inner layers, the order in which things were made and the wording (a layer, an operation or an
operator; positional or keyword) are gone; inputs, heads, settings, wiring and sharing stay.
"""

from collections import defaultdict

import msgspec

from modelgraph.graph import Call, Graph, Tensor
from modelgraph.labels import labels_of
from modelgraph.rewrite import ASSOCIATIVE, is_random, merged, rewritten, without_scores

MOST_JOINED = 64  # tensors that a merge of merges is written out to; doublings of doublings would be endless


def canonical(graph: Graph) -> Graph:
    """The graph's canonical form: two graphs that differ only in wording give equal ones.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> one = keras.Model(x, {"y": keras.layers.Dense(3, activation="relu")(x)})
    >>> other = keras.Model(x, {"y": keras.ops.relu(keras.layers.Dense(3)(x))})
    >>> canonical(graph_of(one)) == canonical(graph_of(other))
    True
    """
    graph = simplified(graph)
    order, sources = ordered(graph)
    place = {number: index for index, number in enumerate(order)}
    layers: dict[int, int] = {}
    calls = []
    for number in order:
        call = graph.calls[number]
        layer = None if call.layer is None else layers.setdefault(call.layer, len(layers))
        placed = tuple(Tensor(place[one.call], one.output, one.role) for one in sources[number])
        calls.append(msgspec.structs.replace(call, sources=placed, layer=layer))
    inputs = tuple(graph.inputs[number] for number in order[: len(graph.inputs)])
    outputs = {
        name: Tensor(place[graph.outputs[name].call], graph.outputs[name].output) for name in sorted(graph.outputs)
    }
    return msgspec.structs.replace(graph, inputs=inputs, calls=tuple(calls), outputs=outputs)


def simplified(graph: Graph) -> Graph:
    """Each call in its canonical wording, numbered as they came and with the layers' own numbers."""
    return _pruned(_interned(_flattened(_reworded(graph))))


def ordered(graph: Graph) -> tuple[list[int], list[tuple[Tensor, ...]]]:
    """The calls that the heads need, in an order that the graph alone decides, and each call's sources so.

    Inputs come first, by name; then each call after its sources.
    """
    labels, unordered = labels_of(graph)
    reach = inputs_reaching(graph)
    sources = [call.sources for call in graph.calls]
    for number in unordered:
        by_label = sorted(sources[number], key=lambda one: (reach[one.call], labels[one.call], one.output))
        sources[number] = tuple(Tensor(one.call, one.output, "inputs") for one in by_label)

    order = sorted(range(len(graph.inputs)), key=lambda number: graph.inputs[number].name)
    seen = set(order)
    waiting = [graph.outputs[name].call for name in sorted(graph.outputs, reverse=True)]
    while waiting:  # a stack, not recursion: a chain may be thousands of calls long
        missing = [one.call for one in sources[waiting[-1]] if one.call not in seen]
        if missing:
            waiting.append(missing[0])
            continue
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            order.append(number)
    return order, sources


def _reworded(graph: Graph) -> Graph:
    """Each call in its canonical wording; what does nothing is gone."""
    calls: list[Call] = []
    now: dict[Tensor, Tensor] = {}
    masked = any(call.config.get("mask_zero") or call.operation == "Masking" for call in graph.calls)
    used = {_plain(source) for call in graph.calls for source in call.sources} | set(graph.outputs.values())
    for number, call in enumerate(graph.calls):
        if Tensor(number, 1) not in used:
            call = without_scores(call)
        sources = tuple(_at(now[_plain(source)], source.role) for source in call.sources)
        made = rewritten(msgspec.structs.replace(call, sources=sources), calls, masked)
        if isinstance(made, Tensor):
            now[Tensor(number)] = _plain(made)
            continue
        calls.append(made[0])
        for part in made[1:]:
            calls.append(msgspec.structs.replace(part, sources=(Tensor(len(calls) - 1, role="x"),)))
        for index in range(len(call.shapes)):
            now[Tensor(number, index)] = Tensor(len(calls) - 1, index)

    outputs = {name: now[tensor] for name, tensor in graph.outputs.items()}
    return msgspec.structs.replace(graph, calls=tuple(calls), outputs=outputs)


def _flattened(graph: Graph) -> Graph:
    """A merge of merges of one kind is one merge, where nothing else uses the inner ones."""
    users: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for call in graph.calls:
        for source in call.sources:
            users[source.call].append((call.operation, call.config))
    for tensor in graph.outputs.values():
        users[tensor.call].append(("head",))
    calls: list[Call] = []
    for call in graph.calls:
        sources: list[Tensor] = []
        for source in call.sources if call.operation in ASSOCIATIVE else ():
            inner, kind = calls[source.call], (call.operation, call.config)
            joined = (inner.operation, inner.config) == kind and all(user == kind for user in users[source.call])
            sources += inner.sources if joined else (source,)
        is_flat = sources and len(sources) <= MOST_JOINED
        calls.append(msgspec.structs.replace(call, sources=merged(tuple(sources))) if is_flat else call)
    return msgspec.structs.replace(graph, calls=tuple(calls))


def _interned(graph: Graph) -> Graph:
    """Calls that must give equal values become one."""
    calls: list[Call] = []
    place: list[int] = []
    known: dict[bytes, int] = {}
    for call in graph.calls:
        sources = tuple(Tensor(place[one.call], one.output, one.role) for one in call.sources)
        call = msgspec.structs.replace(call, sources=sources)
        key = msgspec.json.encode(call)
        if call.operation == "Input" or is_random(call) or key not in known:
            known[key] = len(calls)
            calls.append(call)
        place.append(known[key])
    outputs = {name: Tensor(place[one.call], one.output) for name, one in graph.outputs.items()}
    return msgspec.structs.replace(graph, calls=tuple(calls), outputs=outputs)


def _pruned(graph: Graph) -> Graph:
    """Without the calls that no head needs: to be used by such a call tells nothing about another."""
    needed = {*range(len(graph.inputs)), *(tensor.call for tensor in graph.outputs.values())}
    for number in range(len(graph.calls) - 1, -1, -1):
        if number in needed:
            needed.update(source.call for source in graph.calls[number].sources)
    place = {number: index for index, number in enumerate(sorted(needed))}

    def moved(tensor: Tensor) -> Tensor:
        return Tensor(place[tensor.call], tensor.output, tensor.role)

    kept = (graph.calls[number] for number in place)
    calls = tuple(msgspec.structs.replace(call, sources=tuple(map(moved, call.sources))) for call in kept)
    outputs = {name: moved(tensor) for name, tensor in graph.outputs.items()}
    return msgspec.structs.replace(graph, calls=calls, outputs=outputs)


def _plain(tensor: Tensor) -> Tensor:
    return Tensor(tensor.call, tensor.output)


def _at(tensor: Tensor, role: str) -> Tensor:
    return Tensor(tensor.call, tensor.output, role)


def inputs_reaching(graph: Graph) -> list[tuple[str, ...]]:
    """For each call the names of the inputs that it depends on."""
    reach: list[tuple[str, ...]] = [(one.name,) for one in graph.inputs]
    for call in graph.calls[len(graph.inputs) :]:
        reach.append(tuple(sorted({name for source in call.sources for name in reach[source.call]})))
    return reach
