"""Labels that tell a graph's calls apart by what they compute and by what uses them.

Colour refinement on the calls (as Weisfeiler and Leman did for graphs, 1968): a label is a hash of a
call's settings and of its neighbours' labels, so that equal graphs get equal labels whatever the order
in which they were made.
"""

import hashlib
import re
from collections import Counter, defaultdict

import msgspec

from modelgraph.graph import Call, Graph
from modelgraph.rewrite import COMMUTATIVE

_ROUNDS = 8  # each round carries a difference across one more shared layer
_MOST_CHOICES = 32  # among calls that are alike
_MOST_WORK = 20_000  # calls looked at again for these choices

# Layers that sum over all channels, each with a weight of its own: their order doesn't matter.
MIXING = re.compile(r"Dense|(Separable)?Conv[123]D(Transpose)?|LSTM|GRU|SimpleRNN|Bidirectional")

# Calls that treat every channel alike, or with weights of its own: the order passes through. The operations
# do so with one tensor and a number.
_CHANNELWISE = re.compile(
    r"Activation|Dropout|SpatialDropout[123]D|GaussianNoise|BatchNormalization|LayerNormalization"
    r"|(Global)?(Average|Max)Pooling[123]D|UpSampling[123]D|ZeroPadding[123]D|Cropping[123]D"
)

_REDUCTIONS = frozenset({"ops.mean", "ops.max", "ops.sum", "ops.min"})
_ELEMENTWISE = frozenset(
    {"ops.multiply", "ops.add", "ops.subtract", "ops.subtract_from", "ops.divide", "ops.true_divide", "ops.power"}
    | {"ops.absolute", "ops.square", "ops.sqrt", "ops.exp", "ops.log", "ops.negative", "ops.maximum", "ops.minimum"}
)


def labels_of(graph: Graph) -> tuple[list[str], set[int]]:
    """A label for each call, and the numbers of the calls whose sources' order doesn't count.

    Where calls that are alike are left with one label, one of them is chosen and marked, so that all that depends on
    the choice follows it.
    """
    unordered = {number for number, call in enumerate(graph.calls) if call.operation in COMMUTATIVE}
    unordered |= concats_in_any_order(graph)
    chosen: list[int] = []
    labels = _refined(graph, unordered, chosen)
    for _ in range(min(_MOST_CHOICES, _MOST_WORK // (len(graph.calls) + 1))):
        counts = Counter(labels)
        tied = min((label for label in labels if counts[label] > 1), default=None)
        if tied is None:
            break
        chosen.append(labels.index(tied))
        labels = _refined(graph, unordered, chosen)
    return labels, unordered


def _refined(graph: Graph, unordered: set[int], chosen: list[int]) -> list[str]:
    marks = ["" if number not in chosen else str(chosen.index(number)) for number in range(len(graph.calls))]
    labels = _combined(graph, unordered, marks)
    for _ in range(_ROUNDS):
        shared = [f"{mark} {one}" for mark, one in zip(marks, _sharing(graph, labels), strict=True)]
        refined = _combined(graph, unordered, shared)
        if len(set(refined)) == len(set(labels)):
            return refined
        labels = refined
    return labels


def hash_of(*parts: object) -> str:
    """A short word that stands for plain data."""
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()


def _combined(graph: Graph, unordered: set[int], shared: list[str]) -> list[str]:
    upward = _upward(graph, unordered, shared)
    downward = _downward(graph, unordered, upward)
    return [hash_of(up, down) for up, down in zip(upward, downward, strict=True)]


def _upward(graph: Graph, unordered: set[int], shared: list[str]) -> list[str]:
    """What each call computes from the inputs."""
    labels: list[str] = []
    for number, call in enumerate(graph.calls):
        if number < len(graph.inputs):
            labels.append(hash_of(graph.inputs[number]))
            continue
        sources = [(_role(number, one.role, unordered), labels[one.call], one.output) for one in call.sources]
        if number in unordered:
            sources.sort()
        labels.append(hash_of(_settings(call), shared[number], sources))
    return labels


def _downward(graph: Graph, unordered: set[int], upward: list[str]) -> list[str]:
    """What each call is used for on the way to the heads."""
    uses: dict[int, list[str]] = defaultdict(list)
    for name, tensor in graph.outputs.items():
        uses[tensor.call].append(hash_of("head", name, tensor.output))
    labels = [""] * len(graph.calls)
    for number in range(len(graph.calls) - 1, -1, -1):
        labels[number] = hash_of(sorted(uses[number]))
        for source in graph.calls[number].sources:
            role = _role(number, source.role, unordered)
            uses[source.call].append(hash_of(upward[number], labels[number], role, source.output))
    return labels


def _role(number: int, role: str, unordered: set[int]) -> str:
    return "" if number in unordered else role


def _settings(call: Call) -> tuple[object, ...]:
    return call.operation, sorted(call.config.items()), sorted(call.arguments.items()), call.trainable


def _sharing(graph: Graph, labels: list[str]) -> list[str]:
    """For each call the labels of all calls of its layer; empty where the layer is called once."""
    calls_of: dict[int, list[str]] = defaultdict(list)
    for call, label in zip(graph.calls, labels, strict=True):
        if call.layer is not None:
            calls_of[call.layer].append(label)
    together = {layer: hash_of(sorted(same)) if len(same) > 1 else "" for layer, same in calls_of.items()}
    return ["" if call.layer is None else together[call.layer] for call in graph.calls]


def concats_in_any_order(graph: Graph) -> set[int]:
    """Concats of channels whose every use ends in a layer whose weights can be in any order.

    Not so where that layer is called elsewhere, too, or where an output sees the channels themselves.
    """
    times = Counter(call.layer for call in graph.calls if call.layer is not None)
    ordered = {tensor.call for tensor in graph.outputs.values()}  # calls whose channels' order is seen
    for number in range(len(graph.calls) - 1, -1, -1):
        call = graph.calls[number]
        own_weights = call.layer is None or times[call.layer] == 1
        mixes = MIXING.fullmatch(call.operation) and own_weights and call.config.get("groups", 1) == 1
        passes = _passes_channels(call) and own_weights and number not in ordered
        if not (mixes or passes):
            ordered.update(source.call for source in call.sources)
    return {number for number, call in enumerate(graph.calls) if _joins_channels(call) and number not in ordered}


def _joins_channels(call: Call) -> bool:
    return call.operation == "Concatenate" and "axis" not in call.config


def _passes_channels(call: Call) -> bool:
    """Whether the call treats every channel alike, or with weights of its own, or joins them to others."""
    axis = call.config.get("axis", -1)
    reduces = call.operation in _REDUCTIONS and -1 not in (axis if isinstance(axis, list) else [axis])
    one_number = all(isinstance(value, int | float) for value in call.arguments.values())
    elementwise = len(call.sources) == 1 and call.operation in _ELEMENTWISE and one_number
    return bool(_CHANNELWISE.fullmatch(call.operation)) or _joins_channels(call) or reduces or elementwise
