"""`same_function`: where the canonical forms of two graphs differ, numbers decide.

Both are rebuilt from Keras's own parts, given the same random weights and inputs, and must agree in what they
give, in every weight's gradient and in every input's influence. What numbers can't see must agree as data.
"""

import itertools
import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import msgspec
import numpy as np

from modelgraph.canonical import canonical
from modelgraph.differences import differences, is_same, loss_differences
from modelgraph.errors import GraphFormatError
from modelgraph.graph import Call, Graph
from modelgraph.matching import paired
from modelgraph.rewrite import is_random
from modelgraph.settings import dtype_policy
from modelgraph.trial import (
    LENGTHS,
    RUN_ERRORS,
    SCALES,
    Arrays,
    Seeds,
    Trial,
    close,
    close_where_finite,
    counts_words,
    equal_inputs,
    is_finite_like,
    reach,
    tells_much,
)

MOST_ORDERS = 24  # in which layers that are alike are given each other's weights
MOST_TURNED = 4  # of a group of layers that are alike; the others stay as they answer to each other

# Settings that change what a layer gives and neither its weights nor how they learn: numbers decide about these.
SEEN_BY_NUMBERS = frozenset(
    {"activation", "padding", "output_padding", "strides", "dilation_rate"}
    | {"return_sequences", "return_state", "merge_mode"}
)


class Comparison(msgspec.Struct, frozen=True):
    """Whether a graph is its target, if perhaps in other words, and if not, the sentences that say where it isn't."""

    same: bool
    in_other_words: bool = False
    differences: list[str] = []


def compare(actual: Graph, target: Graph) -> Comparison:
    """The whole judgement on a graph: the same by construction, the same function in other words, or neither.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x, y = keras.Input((4,), name="x"), keras.Input((4,), name="y")
    >>> distance = graph_of(keras.Model([x, y], {"d": keras.ops.absolute(x - y)}))
    >>> compare(graph_of(keras.Model([x, y], {"d": keras.ops.maximum(x - y, y - x)})), distance)
    Comparison(same=True, in_other_words=True, differences=[])
    """
    found = differences(actual, target)
    if not found:
        return Comparison(same=True)
    if same_function(actual, target):
        return Comparison(same=True, in_other_words=True)
    losses = list(loss_differences(actual, target))
    if losses and same_function(actual.untrained, target.untrained):
        found = tuple(losses)
    return Comparison(same=False, differences=[str(one) for one in found])


def same_function(actual: Graph, target: Graph) -> bool:
    """Whether both compute the same, learn the same and are trained the same, in whatever words.

    False, too, where the actual graph can't be rebuilt from Keras's own layers and operations.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> dropped = keras.Model(x, {"y": keras.layers.Dense(3)(keras.layers.Dropout(0.5)(x))})
    >>> same_function(graph_of(dropped), graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)})))
    False
    """
    return is_same(actual, target) or agreeing_layers(actual, target) is not None


def agreeing_layers(actual: Graph, target: Graph) -> dict[int, int] | None:
    """For each layer of the actual graph one of the target's whose weights it can take, so that all numbers agree.

    Layers go by the number of their first call in the canonical graph. None where there is no such way.
    """
    one, other = canonical(actual), canonical(target)
    if _as_data(one) != _as_data(other):
        return None
    return decided_by_numbers(*(msgspec.json.encode(graph.untrained) for graph in (one, other)))


@lru_cache(maxsize=8)
def decided_by_numbers(actual: bytes, target: bytes) -> dict[int, int] | None:
    """The same for canonical graphs in JSON, untrained, whose data agree.

    A spec asks about the wiring alone, about all, and for weights; who judges asks once more.
    """
    one, other = (msgspec.json.decode(graph, type=Graph) for graph in (actual, target))
    pairs = paired(one, other)
    one = _with_concats_like(one, other, pairs)
    reached, all_words = max(reach(one), reach(other)), counts_words(one) or counts_words(other)
    if reached >= LENGTHS[-1] and reach(one) > reach(other) and any(None in given.shape for given in one.inputs):
        return None  # where it ends only longer sequences would show
    try:
        # Keras's advice on a model is not for who compares it.
        with dtype_policy("float64"), warnings.catch_warnings(action="ignore"):
            return _agreeing_order(Trial(one, all_words), one, _reference(target, reached, all_words), pairs)
    except (GraphFormatError, *RUN_ERRORS):
        return None


def _as_data(graph: Graph) -> tuple[object, ...]:
    """What numbers can't see: names, losses, the count of weights, and what each layer is and whether it learns."""
    losses = {head: (loss.loss, loss.weight) for head, loss in graph.losses.items()}
    alike = {group: len(numbers) for group, numbers in _alike(graph).items()}
    return graph.inputs, graph.output_specs, losses, graph.loss_error, graph.parameters, alike


def _alike(graph: Graph) -> dict[bytes, list[int]]:
    """The first calls of the layers that have weights, and the calls of noise layers, by all that they are."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for number, call in enumerate(graph.calls):
        if call.layer is None and is_random(call):
            groups[_key(call)].append(number)
        if call.layer is not None and call.layer not in seen:
            seen.add(call.layer)
            groups[_key(call)].append(number)
    return groups


def _key(call: Call) -> bytes:
    config = _unseen_by_numbers(call.config)
    return msgspec.json.encode([call.operation, config, call.arguments, call.trainable], order="sorted")


def _unseen_by_numbers(config: Any) -> Any:
    """The settings, and those of layers inside, that numbers don't decide about."""
    if not isinstance(config, dict):
        return config
    return {name: _unseen_by_numbers(value) for name, value in config.items() if name not in SEEN_BY_NUMBERS}


def _with_concats_like(one: Graph, other: Graph, pairs: dict[int, int]) -> Graph:
    """Where a concat's order is free, the order of the concat that it answers to."""
    calls = list(one.calls)
    for number, call in enumerate(calls):
        free = call.operation == "Concatenate" and {source.role for source in call.sources} == {"inputs"}
        if not free or number not in pairs:
            continue
        wanted = [source.call for source in other.calls[pairs[number]].sources]
        sources = {pairs.get(source.call, -1): source for source in call.sources}
        others = iter([source for source in call.sources if pairs.get(source.call, -1) not in wanted])
        placed = [sources[place] if place in sources else next(others, None) for place in wanted]
        if None not in placed and len(set(placed)) == len(call.sources):
            calls[number] = msgspec.structs.replace(call, sources=tuple(placed))
    return msgspec.structs.replace(one, calls=tuple(calls))


class _Reference:
    """The graph that others are held against: what it gives on numbers, each thing found once."""

    def __init__(self, graph: Graph, reach: int, all_words: bool) -> None:
        self.alike = _alike(graph)
        trial = Trial(graph, all_words)
        own = {number: number for numbers in self.alike.values() for number in numbers}
        self.shapes = trial.shapes(own)
        self.length = trial.fitting_length(reach, own)  # None, if it runs on nothing
        length = self.length or 1
        self.lengths = [length, length + 1, *([1] if trial.runs_on(1, own) else [])]
        fed = trial.inputs(length)
        self.outputs = cache(lambda scale: trial.outputs(fed, scale, own))
        self.more_outputs = cache(lambda: list(trial.more_outputs(self.lengths, own)))
        self.outputs_of_equals = cache(lambda: trial.outputs(fed, SCALES[0], _equal(self.alike, self.alike)))
        self.outputs_in_training = cache(lambda: trial.outputs_in_training(fed, own))
        self.gradients = cache(lambda scale: trial.gradients(fed, scale, own))
        self.gradients_on_equal_inputs = cache(lambda: trial.gradients(equal_inputs(fed), 1.0, own))


@lru_cache(maxsize=4)
def _reference(graph: bytes, reach: int, all_words: bool) -> _Reference:
    """The same for a graph in JSON: a class's answers to a kata are all held against one target."""
    return _Reference(msgspec.json.decode(graph, type=Graph), reach, all_words)


def _agreeing_order(trial: Trial, one: Graph, reference: _Reference, pairs: dict[int, int]) -> Seeds | None:
    if reference.length is None:
        return None
    ours, fed = _alike(one), trial.inputs(reference.length)
    equal = equal_inputs(fed)
    orders = list(itertools.islice(_orders(ours, reference.alike, pairs), MOST_ORDERS))
    if len(orders) > 1:
        given = trial.outputs(fed, SCALES[0], _equal(ours, reference.alike))
        if _differ_in_any_order(given, reference.outputs_of_equals()):
            return None
    for order in orders:
        if (
            trial.shapes(order) == reference.shapes
            and all(close(trial.outputs(fed, scale, order), reference.outputs(scale)) for scale in SCALES)
            and close(trial.outputs_in_training(fed, order), reference.outputs_in_training())
            and tells_much(reference.gradients(1.0))
            and all(close(trial.gradients(fed, scale, order), reference.gradients(scale)) for scale in SCALES)
            and (not equal or is_finite_like(trial.gradients(equal, 1.0, order), reference.gradients_on_equal_inputs()))
            and all(map(close_where_finite, trial.more_outputs(reference.lengths, order), reference.more_outputs()))
        ):
            return order
    return None


def _equal(alike: dict[bytes, list[int]], theirs: dict[bytes, list[int]]) -> Seeds:
    """The same weights for all layers that are alike, those of the reference's first."""
    return {number: theirs[group][0] for group in theirs for number in alike[group]}


def _differ_in_any_order(given: Arrays, wanted: Arrays) -> bool:
    """Whether two differ that are given when layers that are alike have equal weights: no order helps then.

    False where one has no finite numbers for that, as where it divides by what two of them differ in.
    """
    finite = all(np.isfinite(values).all() for values in (*wanted.values(), *given.values()))
    return finite and not close(given, wanted)


def _orders(
    ours: dict[bytes, list[int]], theirs: dict[bytes, list[int]], pairs: dict[int, int]
) -> Iterator[dict[int, int]]:
    """Ways to pair the members of equal groups: first as they answer to each other in the graphs."""
    ways = []
    for group, numbers in ours.items():
        left = [number for number in theirs[group] if number not in {pairs.get(one) for one in numbers}]
        likely = [pairs[one] if pairs.get(one) in theirs[group] else left.pop(0) for one in numbers]
        turned, rest = likely[:MOST_TURNED], likely[MOST_TURNED:]
        ways.append([dict(zip(numbers, [*order, *rest], strict=True)) for order in itertools.permutations(turned)])
    for way in itertools.product(*ways):
        yield {one: other for part in way for one, other in part.items()}
