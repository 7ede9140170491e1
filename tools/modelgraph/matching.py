"""Which call of one graph answers to which of another: what the two have in common, and what is left over.

Calls are paired from the inputs down as long as they compute the same, from the heads up as long as they are
used for the same, and between the two by their neighbours; so one layer too many leaves one call over, not all
that come after it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import msgspec

from modelgraph.canonical import canonical, inputs_reaching
from modelgraph.graph import Call, Graph, Input, Tensor
from modelgraph.labels import hash_of
from modelgraph.outline import described, fusable, fused, names_of

MOST_NEIGHBOURS = 200  # calls paired by their neighbours; graphs that leave more over have little in common

Uses = dict[int, list[tuple[int, Tensor]]]
Labels = tuple[list[str], list[str]]


class Sides(msgspec.Struct):
    """An actual graph and its target, canonical, their names, and the pairs found.

    `pairs` maps the numbers of the actual graph's calls to those of the target's.
    """

    actual: Graph
    target: Graph
    actual_names: list[str]
    target_names: list[str]
    pairs: dict[int, int]

    def actual_line(self, number: int) -> str:
        """What an actual call is and takes, as in its graph's outline."""
        return _line(self.actual, self.actual_names, number)

    def target_line(self, number: int) -> str:
        """What a call of the target is and takes, as in its graph's outline."""
        return _line(self.target, self.target_names, number)

    @property
    def extra(self) -> list[int]:
        """The actual graph's calls that answer to none of the target's."""
        return [number for number in range(len(self.actual.calls)) if number not in self.pairs]

    @property
    def missing(self) -> list[int]:
        """The target's calls that none of the actual graph's answers to."""
        found = set(self.pairs.values())
        return [number for number in range(len(self.target.calls)) if number not in found]


def _line(graph: Graph, names: list[str], number: int) -> str:
    if number < len(graph.inputs):
        return names[number]
    sources = [names[source.call] for source in graph.calls[number].sources]
    return f"{described(graph.calls[number])} <- {', '.join(sources)}"


def unmatched(actual: Graph, target: Graph) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the outline's lines, of each graph, that have no equal in the other."""
    sides = next(ways_to_match(actual, target))
    differing = [
        (one, other)
        for one, other in sides.pairs.items()
        if _standing(sides.actual, one) != _standing(sides.target, other)
        or mapped_sources(sides, one) != plain_sources(sides.target.calls[other])
    ]
    extra = [*sides.extra, *(one for one, _ in differing)]
    missing = [*sides.missing, *(other for _, other in differing)]
    return (
        frozenset(sides.actual_names[number] for number in extra),
        frozenset(sides.target_names[number] for number in missing),
    )


def _standing(graph: Graph, number: int) -> Input | tuple[object, ...]:
    """The graph's input of that number, or the settings of the call."""
    return graph.inputs[number] if number < len(graph.inputs) else settings(graph.calls[number])


def ways_to_match(actual: Graph, target: Graph) -> Iterator[Sides]:
    """The two graphs, with their activations fused, and which of their calls answer to each other, in up to four ways.

    Equal calls are looked for from the inputs first, or from the heads. An activation that could be fused in one graph
    alone, since a step before it is missing there, may stand apart in it.
    """
    one, other = canonical(actual), canonical(target)
    yield from _from_either_end(fused(one), fused(other))
    ours, theirs, pairs = fusable(one), fusable(other), paired(one, other)
    apart = {number for number in ours if number in pairs and pairs[number] not in theirs}
    theirs_apart = {pairs[number] for number in pairs if number not in ours and pairs[number] in theirs}
    if apart or theirs_apart:
        yield from _from_either_end(fused(one, apart), fused(other, theirs_apart))


def _from_either_end(one: Graph, other: Graph) -> Iterator[Sides]:
    for heads_first in (False, True):
        yield Sides(one, other, names_of(one), names_of(other), paired(one, other, heads_first))


def paired(one: Graph, other: Graph, heads_first: bool = False) -> dict[int, int]:
    """The numbers of the calls of two canonical graphs that answer to each other."""
    sides = Sides(one, other, [], [], {})
    _pair_inputs(sides)
    computed, used = (upward(one), upward(other)), (_downward(one), _downward(other))
    passes = [(computed, used), (used, computed)]
    for labels, finer in reversed(passes) if heads_first else passes:
        _pair_equal(sides, labels, finer, deepest_first=labels is computed)
    _pair_neighbours(sides)
    _pair_in_order(sides)
    _pair_neighbours(sides)
    return sides.pairs


def settings(call: Call) -> tuple[object, ...]:
    """What the call is, apart from its place in the graph."""
    return call.operation, call.config, call.arguments, call.trainable


def plain_sources(call: Call) -> list[tuple[str, int, int]]:
    """The call's sources as sortable data: role, number of the call, number of its output."""
    return sorted((one.role, one.call, one.output) for one in call.sources)


def mapped_sources(sides: Sides, number: int) -> list[tuple[str, int, int]]:
    """The sources of an actual call in the target's numbers; -1 for those that answer to none there."""
    sources = sides.actual.calls[number].sources
    return sorted((one.role, sides.pairs.get(one.call, -1), one.output) for one in sources)


def argument(source: Tensor) -> str:
    """The name of the argument that the source is, or is one of."""
    return source.role.split("[")[0]


def uses_of(graph: Graph) -> Uses:
    """For each call those that take its outputs, each with the source by which it does."""
    uses: Uses = defaultdict(list)
    for number, call in enumerate(graph.calls):
        for source in call.sources:
            uses[source.call].append((number, source))
    return uses


def _pair_inputs(sides: Sides) -> None:
    numbers = {one.name: number for number, one in enumerate(sides.target.inputs)}
    for number, one in enumerate(sides.actual.inputs):
        if one.name in numbers:
            sides.pairs[number] = numbers[one.name]


def upward(graph: Graph) -> list[str]:
    """What each call computes, whichever weights it shares."""
    labels: list[str] = []
    for number, call in enumerate(graph.calls):
        own = graph.inputs[number].name if number < len(graph.inputs) else settings(call)
        labels.append(hash_of(own, sorted((argument(one), labels[one.call], one.output) for one in call.sources)))
    return labels


def _downward(graph: Graph) -> list[str]:
    """What each call is used for, up to the heads, and what it is itself."""
    heads = defaultdict(list)
    for name, tensor in graph.outputs.items():
        heads[tensor.call].append(name)
    uses = uses_of(graph)
    labels = [""] * len(graph.calls)
    for number in range(len(graph.calls) - 1, -1, -1):
        used = sorted((argument(source), source.output, labels[user]) for user, source in uses[number])
        own = graph.inputs[number].name if number < len(graph.inputs) else settings(graph.calls[number])
        labels[number] = hash_of(own, sorted(heads[number]), used)
    return labels


def _pair_equal(sides: Sides, labels: Labels, finer: Labels, deepest_first: bool) -> None:
    """Pairs calls of equal labels: those that are equal by the finer labels, too; then those with most in common.

    The labels are those of the actual graph and of the target.
    """
    depths, target_depths = _depths(sides.actual), _depths(sides.target)
    uses, target_uses = uses_of(sides.actual), uses_of(sides.target)
    taken = set(sides.pairs.values())
    free = defaultdict(list)
    for number, label in enumerate(labels[1]):
        if number not in taken and number >= len(sides.target.inputs):
            free[label].append(number)
    waiting = [number for number in range(len(sides.actual.inputs), len(labels[0])) if number not in sides.pairs]
    for exactly in (True, False):
        for number in reversed(waiting) if deepest_first and not exactly else waiting:
            equal = free[labels[0][number]]
            chosen = [one for one in equal if not exactly or finer[1][one] == finer[0][number]]
            if chosen:
                common = {one: _neighbours(sides, number, one, uses, target_uses) for one in chosen}
                best = min(chosen, key=lambda one: (-common[one], abs(target_depths[one] - depths[number])))
                sides.pairs[number] = best
                equal.remove(best)
        waiting = [number for number in waiting if number not in sides.pairs]


def _depths(graph: Graph) -> list[int]:
    """How many calls lie one behind the other from the inputs to each call."""
    depths: list[int] = []
    for call in graph.calls:
        depths.append(1 + max((depths[source.call] for source in call.sources), default=-1))
    return depths


def _pair_neighbours(sides: Sides) -> None:
    """Pairs calls of one kind that are left over beside calls that answer to each other, the most alike first."""
    actual_uses, target_uses = uses_of(sides.actual), uses_of(sides.target)
    for _ in range(MOST_NEIGHBOURS):
        best, best_score = None, 0.0
        for one, other in set(_beside(sides, actual_uses, target_uses)):
            score = _likeness(sides, one, other, actual_uses, target_uses)
            if score > best_score:
                best, best_score = (one, other), score
        if best is None:
            return
        sides.pairs[best[0]] = best[1]


def _pair_in_order(sides: Sides) -> None:
    """Pairs calls left over that are set alike and come from the same inputs, as far as they come in one order."""
    extra = [number for number in sides.extra if number >= len(sides.actual.inputs)]
    missing = [number for number in sides.missing if number >= len(sides.target.inputs)]
    if len(extra) * len(missing) > MOST_NEIGHBOURS**2:
        return
    ours, theirs = _keys(sides.actual, extra), _keys(sides.target, missing)
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            sides.pairs[extra[block.a + offset]] = missing[block.b + offset]


def _keys(graph: Graph, numbers: list[int]) -> list[str]:
    reach = inputs_reaching(graph)
    return [hash_of(settings(graph.calls[number]), reach[number]) for number in numbers]


def _beside(sides: Sides, actual_uses: Uses, target_uses: Uses) -> Iterator[tuple[int, int]]:
    """Calls left over in both graphs, of one kind, that take from a pair, or that a pair takes from, or for a head."""
    found = set(sides.pairs.values())

    def free(ones: Iterable[int], others: Iterable[int]) -> Iterator[tuple[int, int]]:
        for one, other in itertools.product(set(ones), set(others)):
            is_input = one < len(sides.actual.inputs) or other < len(sides.target.inputs)
            same_kind = sides.actual.calls[one].operation == sides.target.calls[other].operation
            if one not in sides.pairs and other not in found and same_kind and not is_input:
                yield one, other

    for one, other in sides.pairs.items():
        yield from free((user for user, _ in actual_uses[one]), (user for user, _ in target_uses[other]))
        sources = sides.actual.calls[one].sources, sides.target.calls[other].sources
        yield from free((source.call for source in sources[0]), (source.call for source in sources[1]))
    for head in sides.actual.outputs.keys() & sides.target.outputs.keys():
        yield from free([sides.actual.outputs[head].call], [sides.target.outputs[head].call])


def _likeness(sides: Sides, one: int, other: int, uses: Uses, target_uses: Uses) -> float:
    """How much two calls have in common: neighbours that answer to each other, heads, settings."""
    heads = {name for name, tensor in sides.actual.outputs.items() if tensor.call == one}
    same_heads = sum(tensor.call == other for name, tensor in sides.target.outputs.items() if name in heads)
    alike = settings(sides.actual.calls[one]) == settings(sides.target.calls[other])
    return _neighbours(sides, one, other, uses, target_uses) + 2 * same_heads + 0.5 * alike


def _neighbours(sides: Sides, one: int, other: int, uses: Uses, target_uses: Uses) -> int:
    """How many sources and users of two calls answer to each other."""
    wanted = [source.call for source in sides.target.calls[other].sources]
    sources = sum(sides.pairs.get(source.call) in wanted for source in sides.actual.calls[one].sources)
    users = {user for user, _ in target_uses[other]}
    return sources + sum(sides.pairs.get(user) in users for user, _ in uses[one])
