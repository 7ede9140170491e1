"""The differences between the calls of two graphs: sharing, merges, settings, layers and wiring."""

from collections.abc import Callable, Iterator

import msgspec

from modelgraph.difference import Difference, joined, listed
from modelgraph.graph import Call, Graph
from modelgraph.labels import concats_in_any_order
from modelgraph.matching import Sides, argument, mapped_sources, plain_sources, settings, upward, uses_of
from modelgraph.outline import described
from modelgraph.rewrite import padding_is_needless, strides_of


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


def _masks(sides: Sides) -> Iterator[Difference]:
    """Embeddings that mask where the target's don't, or the other way round: Keras makes calls of its own of that."""
    return (one for one in _changed(sides) if one.kind == "mask")


def _settings(sides: Sides) -> Iterator[Difference]:
    return (one for one in _changed(sides) if one.kind != "mask")


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
        if _needs_no_padding(sides.actual, call) or _needs_no_padding(sides.target, target):
            wrong = [name for name in wrong if name != "padding"]
        if "pool_size" in wrong and strides_of(call) == strides_of(target):
            wrong = [name for name in wrong if name != "strides"]
        said = f"`{sides.actual_names[one]}` is `{described(call)}`; the target has `{described(target)}` there."
        kind = "mask" if "mask_zero" in wrong else "setting"
        yield Difference(kind, f"{said} Look at its {joined(wrong)}.")


def _needs_no_padding(graph: Graph, call: Call) -> bool:
    return any(padding_is_needless(call, graph.calls[one.call].shapes[one.output]) for one in call.sources[:1])


def _layers(sides: Sides) -> Iterator[Difference]:
    """Groups of calls that one graph has and the other lacks, in the same place or each alone."""
    back = {other: one for one, other in sides.pairs.items()}
    extra = _groups(sides.actual, sides.extra, sides.pairs)
    missing = _groups(sides.target, sides.missing, {other: other for other in back})
    ours_told = _Telling(sides.actual, sides.actual_names, {one: sides.actual_names[one] for one in sides.pairs})
    theirs_told = _Telling(sides.target, sides.target_names, {one: sides.actual_names[back[one]] for one in back})
    for ours in extra:
        instead = next((theirs for theirs in missing if ours.takes & theirs.takes and ours.gives & theirs.gives), None)
        found = ours_told.what(ours)
        if instead is not None:
            missing.remove(instead)
            said = f"{theirs_told.where(instead)} the target has {theirs_told.what(instead)}; your model has {found}"
            yield Difference("other layer", f"{said} there.")
        elif _is_copy(sides, ours):
            said = f"{ours_told.where(ours)} your model has {found} a second time, with weights of"
            yield Difference("copied layer", f"{said} {'its' if len(ours.calls) == 1 else 'their'} own.")
        else:
            said = f"{ours_told.where(ours)} your model has {found}, which the target doesn't have."
            yield Difference("extra layer", said)
    for theirs in missing:
        lacks = "it" if len(theirs.calls) == 1 else "them"
        said = f"{theirs_told.where(theirs)} the target has {theirs_told.what(theirs)}; your model lacks {lacks}."
        yield Difference("missing layer", said)


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


def _is_copy(sides: Sides, group: _Group) -> bool:
    """Whether the calls compute what others do that the target has, with weights of their own."""
    labels = upward(sides.actual)
    kept = {labels[number] for number in sides.pairs}
    has_weights = any(sides.actual.calls[number].layer is not None for number in group.calls)
    return has_weights and all(labels[number] in kept for number in group.calls)


class _Telling(msgspec.Struct):
    """Says what a group of a graph's calls is; `known` names the calls that both graphs have, as in the learner's."""

    graph: Graph
    names: list[str]
    known: dict[int, str]

    def where(self, group: _Group) -> str:
        """As in "From `text` to `answer`"."""
        inside = set(group.calls)
        uses = uses_of(self.graph)
        before = {source.call for number in group.calls for source in self.graph.calls[number].sources} - inside
        after = {user for number in group.calls for user, _ in uses[number]} - inside
        heads = {head for head, tensor in self.graph.outputs.items() if tensor.call in inside}
        ends = sorted({self._name(number) for number in after} | heads)
        return f"From {listed(sorted(self._name(number) for number in before))} to {listed(ends) or 'nowhere'}"

    def what(self, group: _Group) -> str:
        """As in "`Dense 32 relu`, `text.lstm` again"."""
        again = {self.graph.calls[number].layer: f"`{name}` again" for number, name in reversed(self.known.items())}
        shown = []
        for number in group.calls[:4]:
            layer, told = self.graph.calls[number].layer, f"`{described(self.graph.calls[number])}`"
            shown.append(told if layer is None else again.get(layer, told))
            again.setdefault(layer, f"{told} again")
        more = f" and {len(group.calls) - 4} more" if len(group.calls) > 4 else ""
        return ", ".join(shown) + more

    def _name(self, number: int) -> str:
        """The learner's name for the call, but for a head's: the same head may lie elsewhere in the other graph."""
        known = self.known.get(number)
        return known if known and known not in self.graph.outputs else self.names[number]


def _wiring(sides: Sides) -> Iterator[Difference]:
    """Calls that answer to each other and take other tensors, where no missing or extra layer explains it."""
    for one, other in sorted(sides.pairs.items()):
        if one < len(sides.actual.inputs) or mapped_sources(sides, one) == plain_sources(sides.target.calls[other]):
            continue
        ours, theirs = _beyond(sides, one), _beyond_target(sides, other)
        if -1 in {source.call for source in (*ours, *theirs)}:
            continue  # which another sentence tells
        lacking, surplus = _without_common(theirs, ours), _without_common(ours, theirs)
        if any(source.through for source in [*lacking, *surplus] or [*ours, *theirs]):
            continue  # which the sentence on that layer tells
        if lacking or surplus:
            yield _wiring_sentence(sides, one, lacking, surplus)
        elif ours != theirs and _only_order_differs(sides, one):
            yield _order_sentence(sides, one, ours, theirs)


class _Source(msgspec.Struct, frozen=True):
    """What a call takes, in the target's numbers, as which argument; `through` layers that the other graph lacks."""

    role: str
    call: int
    through: bool = False


def _without_common(ones: list[_Source], others: list[_Source]) -> list[_Source]:
    left = [(other.role, other.call) for other in others]
    found = []
    for one in ones:
        if (one.role, one.call) in left:
            left.remove((one.role, one.call))
        else:
            found.append(one)
    return found


def _beyond(sides: Sides, number: int) -> list[_Source]:
    """The sources of an actual call in the target's numbers, looking through extra layers."""
    found = []
    for source in sides.actual.calls[number].sources:
        at = through(sides.actual, source.call, sides.pairs)
        found.append(_Source(argument(source), sides.pairs.get(at, -1), at != source.call))
    return found


def _beyond_target(sides: Sides, number: int) -> list[_Source]:
    """The sources of a target's call, looking through the layers that the actual graph lacks."""
    paired = {other: other for other in sides.pairs.values()}
    found = []
    for source in sides.target.calls[number].sources:
        at = through(sides.target, source.call, paired)
        found.append(_Source(argument(source), paired.get(at, -1), at != source.call))
    return found


def through(graph: Graph, number: int, paired: dict[int, int]) -> int:
    """The call, or where it has no counterpart, the one that alone leads to it and has."""
    while number not in paired and len(graph.calls[number].sources) == 1:
        number = graph.calls[number].sources[0].call
    return number


def _only_order_differs(sides: Sides, number: int) -> bool:
    call, other = sides.actual.calls[number], sides.pairs[number]
    alike = call.config == sides.target.calls[other].config and all("[" in source.role for source in call.sources)
    return alike and other not in concats_in_any_order(sides.target)


def _order_sentence(sides: Sides, number: int, ours: list[_Source], theirs: list[_Source]) -> Difference:
    back = {other: one for one, other in sides.pairs.items()}
    yours, wanted = (listed([sides.actual_names[back[one.call]] for one in ones]) for ones in (ours, theirs))
    said = f"{_named_call(sides, number)} takes the right tensors in another order: yours is {yours}, the target's"
    return Difference("order", f"{said} {wanted}.")


def _wiring_sentence(sides: Sides, number: int, lacking: list[_Source], surplus: list[_Source]) -> Difference:
    name = _named_call(sides, number)
    by_role = len({argument(source) for source in sides.actual.calls[number].sources}) > 1
    back = {other: one for one, other in sides.pairs.items()}
    wanted = _taken({sides.actual_names[back[one.call]]: one.role for one in lacking}, by_role)
    taken = _taken({sides.actual_names[back[one.call]]: one.role for one in surplus}, by_role)
    if not surplus:
        return Difference("missing branch", f"{name} lacks a branch: in the target it takes {wanted}, too.")
    theirs = {(source.role, source.call) for source in _beyond_target(sides, sides.pairs[number])}
    again = any((one.role, one.call) in theirs for one in surplus)
    if lacking and again:
        said = f"{name} takes {taken} more often than in the target; there it takes {wanted}, too."
        return Difference("wiring", said)
    if lacking:
        return Difference("wiring", f"{name} takes {taken}; in the target it takes {wanted}.")
    how = " more often than in the target" if again else ", which it doesn't in the target"
    return Difference("extra branch", f"{name} takes {taken}{how}.")


def _taken(roles: dict[str, str], by_role: bool) -> str:
    """The tensors by name, each with the argument that it is where a call takes different ones."""
    return joined([f"`{name}` as {role}" if by_role else f"`{name}`" for name, role in roles.items()])


def _named_call(sides: Sides, number: int) -> str:
    """A head's name says what it is; that of another call only counts its kind."""
    name = f"`{sides.actual_names[number]}`"
    is_head = number in {tensor.call for tensor in sides.actual.outputs.values()}
    return name if is_head else f"{name} (`{described(sides.actual.calls[number])}`)"


CALL_RULES: tuple[Callable[[Sides], Iterator[Difference]], ...] = (
    _masks,
    _sharing,
    _layers,
    _settings,
    _wiring,
)
