"""`carry_weights`: one model's weights in another model of the same graph, however that one is written."""

from collections.abc import Mapping

import keras
import numpy as np

from modelgraph.canonical import canonical, ordered, simplified
from modelgraph.errors import ModelGraphError
from modelgraph.extract import graph_and_layers
from modelgraph.graph import Graph, Tensor
from modelgraph.labels import MIXING
from modelgraph.same import agreeing_layers

Channels = np.ndarray | None  # the canonical place of each channel, shape (channels,); None where it is its own


def carry_weights(
    source: keras.Model, target: keras.Model, inputs: Mapping[str, keras.KerasTensor] | None = None
) -> None:
    """Gives `target` the weights of `source`, layer by layer along the graph that both have, if in other words.

    `inputs` are those to call a subclassed model with, as for `graph_of`. Where the two join branches in
    another order, the weights of the layer behind the join are put in that order.

    Raises ModelGraphError if the two are different functions.

    >>> import keras
    >>> x = keras.Input((2,), name="x")
    >>> one, other = (keras.Model(x, {"y": keras.layers.Dense(1)(x)}) for _ in range(2))
    >>> carry_weights(one, other)
    >>> bool((one.get_weights()[0] == other.get_weights()[0]).all())
    True
    """
    from_graph, from_layers = graph_and_layers(source, inputs)
    to_graph, to_layers = graph_and_layers(target, inputs)
    one, other = _layers_with_channels(from_graph), _layers_with_channels(to_graph)
    pairs: dict[int, int] | None = {number: number for number in one}
    if not _same_wiring(from_graph, to_graph):
        pairs = agreeing_layers(from_graph.untrained, to_graph.untrained)
    if pairs is None:
        raise ModelGraphError(
            f"The weights of {source.name!r} can't be carried over to {target.name!r}: their graphs differ."
        )
    for number, (from_number, operation, from_channels) in one.items():
        to_number, _, to_channels = other[pairs[number]]
        layer = from_layers[from_number]
        values = layer.get_weights()
        for index, weight in enumerate(layer.weights):
            axis = _input_axis(operation, weight.name)
            if axis is not None:
                own = np.arange(weight.shape[axis])
                given, wanted = (own if one is None else one for one in (from_channels, to_channels))
                values[index] = np.take(values[index], np.argsort(given)[wanted], axis=axis)
        to_layers[to_number].set_weights(values)


def _same_wiring(one: Graph, other: Graph) -> bool:
    one, other = canonical(one), canonical(other)
    return (one.inputs, one.calls, one.outputs) == (other.inputs, other.calls, other.outputs)


def _layers_with_channels(graph: Graph) -> dict[int, tuple[int, str, Channels]]:
    """The layers that hold weights, by the canonical number of their first call: number, kind, channels they take."""
    graph = simplified(graph)
    order, sources = ordered(graph)
    channels: list[Channels] = [None] * len(graph.calls)
    first: dict[int, int] = {}
    for place, number in enumerate(order):
        call = graph.calls[number]
        if call.operation == "Concatenate" and "axis" not in call.config:
            channels[number] = _joined(graph, call.sources, sources[number], channels)
        elif call.sources and not MIXING.fullmatch(call.operation):
            channels[number] = channels[call.sources[0].call]
        if call.layer is not None:
            first.setdefault(call.layer, place)
    calls = {place: graph.calls[order[place]] for place in first.values()}
    return {
        place: (layer, calls[place].operation, channels[calls[place].sources[0].call]) for layer, place in first.items()
    }


def _joined(
    graph: Graph, written: tuple[Tensor, ...], canonical_order: tuple[Tensor, ...], channels: list[Channels]
) -> Channels:
    """The canonical places of the channels of a concat, in the order in which it is written; None if it is that one."""
    start = 0
    starts: dict[tuple[int, int], list[int]] = {}
    for one in canonical_order:
        starts.setdefault((one.call, one.output), []).append(start)
        start += graph.shape_of(one)[-1] or 0
    parts = []
    for one in written:
        own = channels[one.call]
        inside = np.arange(graph.shape_of(one)[-1] or 0) if own is None else own
        parts.append(starts[one.call, one.output].pop(0) + inside)
    joined = np.concatenate(parts)
    return None if np.array_equal(joined, np.arange(len(joined))) else joined


def _input_axis(operation: str, weight: str) -> int | None:
    """The axis of a weight along which its layer's input channels lie; None where it has none."""
    if operation in ("BatchNormalization", "LayerNormalization"):
        return 0
    if weight not in ("kernel", "depthwise_kernel"):
        return None
    if "Conv" not in operation:
        return 0
    return -1 if operation.endswith("Transpose") else -2
