"""The differences between the calls of two graphs: sharing, merges, settings, layers and wiring."""

from collections.abc import Callable, Iterator

import msgspec

from modelgraph.difference import Difference, listed
from modelgraph.graph import Graph
from modelgraph.matching import Sides, mapped_sources, plain_sources, settings, uses_of
from modelgraph.outline import described


def _sharing(sides: Sides) -> Iterator[Difference]:
    back = {other: one for one, other in sides.pairs.items()}
    for layer in _shared_layers(sides.target):
        own = {sides.actual.calls[back[number]].layer for number in layer if number in back}
        if len(own) > 1:
            kind = sides.target.calls[layer[0]].operation
            sources = _sources_of(sides.target, sides.target_names, layer)
            said = f"The target calls one {kind} on {sources}, with one set of"
            yield Difference(
                "not shared", f"{said} weights; in your model these are {len(own)} layers, each with its own."
            )
    for layer in _shared_layers(sides.actual):
        theirs = {sides.target.calls[sides.pairs[number]].layer for number in layer if number in sides.pairs}
        if len(theirs) > 1:
            kind = sides.actual.calls[layer[0]].operation
            said = (
                f"Your model calls one {kind} on {_sources_of(sides.actual, sides.actual_names, layer)}; the target has"
            )
            yield Difference("shared", f"{said} {len(theirs)} there, each with weights of its own.")


def _shared_layers(graph: Graph) -> list[list[int]]:
    calls: dict[int, list[int]] = {}
    for number, call in enumerate(graph.calls):
        if call.layer is not None:
            calls.setdefault(call.layer, []).append(number)
    return [numbers for numbers in calls.values() if len(numbers) > 1]


def _sources_of(graph: Graph, names: list[str], numbers: list[int]) -> str:
    return listed([names[graph.calls[number].sources[0].call] for number in numbers])


def _changed(sides: Sides) -> Iterator[Difference]:
    """Calls that answer to each other and are set differently."""
    for one, other in sides.pairs.items():
        call, target = sides.actual.calls[one], sides.target.calls[other]
        if one < len(sides.actual.inputs) or settings(call) == settings(target):
            continue
        wrong = sorted(
            name
            for name in {*call.config, *target.config, *call.arguments, *target.arguments}
            if (call.config.get(name), call.arguments.get(name))
            != (target.config.get(name), target.arguments.get(name))
        )
        wrong += ["trainable"] if call.trainable != target.trainable else []
        said = f"`{sides.actual_names[one]}` is `{described(call)}`; the target has `{described(target)}` there."
        yield Difference("setting", f"{said} Look at its {' and '.join(wrong)}.")


def _layers(sides: Sides) -> Iterator[Difference]:
    """Groups of calls that one graph has and the other lacks, in the same place or each alone."""
    extra = _groups(sides.actual, sides.extra, sides.pairs)
    missing = _groups(sides.target, sides.missing, {other: other for other in sides.pairs.values()})
    for ours in extra:
        instead = next((theirs for theirs in missing if ours.takes & theirs.takes and ours.gives & theirs.gives), None)
        if instead is None:
            found = _told(sides.actual, sides.actual_names, ours)
            yield Difference("extra layer", f"{found[0]} your model has {found[1]}, which the target doesn't have.")
            continue
        missing.remove(instead)
        found, wanted = _told(sides.actual, sides.actual_names, ours), _told(sides.target, sides.target_names, instead)
        yield Difference("other layer", f"{wanted[0]} the target has {wanted[1]}; your model has {found[1]} there.")
    for theirs in missing:
        wanted = _told(sides.target, sides.target_names, theirs)
        yield Difference(
            "missing layer",
            f"{wanted[0]} the target has {wanted[1]}; your model lacks {'it' if len(theirs.calls) == 1 else 'them'}.",
        )


class _Group(msgspec.Struct):
    """Calls that hang together, and what lies around them in the target's numbers: calls, and heads by name."""

    calls: list[int]
    takes: set[int]
    gives: set[int | str]


def _groups(graph: Graph, numbers: list[int], in_target: dict[int, int]) -> list[_Group]:
    """The connected groups among these calls, inputs left out."""
    waiting = [number for number in numbers if number >= len(graph.inputs)]
    uses = uses_of(graph)
    groups = []
    while waiting:
        group = _Group([], set(), set())
        reached = [waiting[0]]
        while reached:
            number = reached.pop()
            if number not in waiting:
                continue
            waiting.remove(number)
            group.calls.append(number)
            before = [source.call for source in graph.calls[number].sources]
            after = [user for user, _ in uses[number]]
            reached += [*before, *after]
            group.takes |= {in_target[one] for one in before if one in in_target}
            group.gives |= {in_target[one] for one in after if one in in_target}
            group.gives |= {head for head, tensor in graph.outputs.items() if tensor.call == number}
        group.calls.sort()
        groups.append(group)
    return groups


def _told(graph: Graph, names: list[str], group: _Group) -> tuple[str, str]:
    """Where a group of calls is, and what is in it."""
    inside = set(group.calls)
    before = {source.call for number in group.calls for source in graph.calls[number].sources} - inside
    after = {user for number in group.calls for user, _ in uses_of(graph)[number]} - inside
    heads = {head for head, tensor in graph.outputs.items() if tensor.call in inside}
    ends = sorted({names[number] for number in after} | heads)
    place = f"From {listed(sorted(names[number] for number in before))} to {listed(ends) or 'nowhere'}"
    shown = [f"`{described(graph.calls[number])}`" for number in group.calls[:4]]
    more = f" and {len(group.calls) - 4} more" if len(group.calls) > 4 else ""
    return place, ", ".join(shown) + more


def _wiring(sides: Sides) -> Iterator[Difference]:
    """Calls that answer to each other and take other tensors, where no missing or extra layer explains it."""
    for one, other in sides.pairs.items():
        if one < len(sides.actual.inputs) or mapped_sources(sides, one) == plain_sources(sides.target.calls[other]):
            continue
        ours, theirs = _beyond(sides, one), _beyond_target(sides, other)
        left_over = -1 in {call for _, call in (*ours, *theirs)}  # which another sentence tells
        if left_over or sorted(ours) == sorted(theirs):
            continue
        yield _wiring_sentence(sides, one, ours, theirs)


def _beyond(sides: Sides, number: int) -> list[tuple[str, int]]:
    """The sources of an actual call in the target's numbers, looking through extra layers."""
    found = []
    for source in sides.actual.calls[number].sources:
        at = source.call
        while at not in sides.pairs and len(sides.actual.calls[at].sources) == 1:
            at = sides.actual.calls[at].sources[0].call
        found.append((source.role, sides.pairs.get(at, -1)))
    return found


def _beyond_target(sides: Sides, number: int) -> list[tuple[str, int]]:
    """The sources of a target's call, looking through the layers that the actual graph lacks."""
    paired = set(sides.pairs.values())
    found = []
    for source in sides.target.calls[number].sources:
        at = source.call
        while at not in paired and len(sides.target.calls[at].sources) == 1:
            at = sides.target.calls[at].sources[0].call
        found.append((source.role, at if at in paired else -1))
    return found


def _wiring_sentence(
    sides: Sides, number: int, ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> Difference:
    name = sides.actual_names[number]
    lacking, surplus = list(theirs), []
    for one in ours:
        if one in lacking:
            lacking.remove(one)
        else:
            surplus.append(one)
    wanted = listed([sides.target_names[call] for _, call in lacking])
    if not surplus:
        return Difference("missing branch", f"`{name}` lacks a branch: in the target it takes {wanted}, too.")
    back = {other: one for one, other in sides.pairs.items()}
    taken = listed([sides.actual_names[back[call]] for _, call in surplus])
    if not lacking:
        again = (
            "more often than in the target"
            if any(one in theirs for one in surplus)
            else "which it doesn't in the target"
        )
        return Difference("extra branch", f"`{name}` takes {taken} {again}.")
    return Difference("wiring", f"`{name}` takes {taken}; in the target it takes {wanted}.")


CALL_RULES: tuple[Callable[[Sides], Iterator[Difference]], ...] = (
    _sharing,
    _layers,
    _changed,
    _wiring,
)
