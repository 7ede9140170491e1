"""`differences`: where a graph leaves its target, in sentences that a learner can act on."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import msgspec

from modelgraph.call_differences import CALL_RULES, through
from modelgraph.canonical import canonical, inputs_reaching
from modelgraph.difference import Difference, listed
from modelgraph.graph import Graph
from modelgraph.matching import Sides, upward, ways_to_match

MOST = 5
_MADE_UP = re.compile(r"keras_tensor(_\d+)?$|input_layer(_\d+)?$")


def differences(actual: Graph, target: Graph) -> tuple[Difference, ...]:
    """At most five differences, the most telling first; empty if both are the same by construction.

    Names are those of the graphs' outlines; inner names of layers don't count.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> one, other = (keras.Model(x, {"y": keras.layers.Dense(units)(x)}) for units in (2, 3))
    >>> print(*differences(graph_of(one), graph_of(other)))
    `y` is `Dense 2`; the target has `Dense 3` there. Look at its units.
    """
    if is_same(actual, target):
        return ()
    crossed = _exchange(actual, target)
    if crossed:
        return (crossed,)
    told = [_told(sides) for sides in ways_to_match(actual, target)]
    return tuple(min(told, key=len)[:MOST])


def _told(sides: Sides) -> list[Difference]:
    return [one for rule in _RULES for one in rule(sides)] or [_unexplained(sides)]


def is_same(actual: Graph, target: Graph) -> bool:
    """Whether both have one canonical form, and `compile` amounts to the same for both.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> is_same(graph_of(keras.Model(x, {"y": x + 1})), graph_of(keras.Model(x, {"y": 1 + x})))
    True
    """
    one, other = canonical(actual), canonical(target)
    same_graph = (one.inputs, one.calls, one.outputs) == (other.inputs, other.calls, other.outputs)
    return same_graph and actual.parameters == target.parameters and not list(loss_differences(actual, target))


def _exchange(actual: Graph, target: Graph) -> Difference | None:
    """Two inputs, or two heads, in each other's place, if that is all."""
    for one, other in combinations(actual.inputs, 2):
        names = {one.name: other.name, other.name: one.name}
        inputs = tuple(msgspec.structs.replace(each, name=names.get(each.name, each.name)) for each in actual.inputs)
        if is_same(msgspec.structs.replace(actual, inputs=inputs), target):
            said = f"`{one.name}` and `{other.name}` are crossed: each goes where the target sends the other."
            return Difference("crossed inputs", said)
    for one_head, other_head in combinations(actual.outputs, 2):
        heads = {one_head: other_head, other_head: one_head}
        outputs = {heads.get(name, name): tensor for name, tensor in actual.outputs.items()}
        losses = {heads.get(name, name): loss for name, loss in actual.losses.items()}
        for swapped in (actual.losses, losses):
            if is_same(msgspec.structs.replace(actual, outputs=outputs, losses=swapped), target):
                said = f"The heads `{one_head}` and `{other_head}` are swapped: each gives what the other should."
                return Difference("swapped heads", said)
    return None


def _inputs(sides: Sides) -> Iterator[Difference]:
    actual = {one.name: one for one in sides.actual.inputs}
    target = {one.name: one for one in sides.target.inputs}
    missing, extra = sorted(target.keys() - actual.keys()), sorted(actual.keys() - target.keys())
    if missing and extra:
        yield Difference(
            "input", f"The target takes {_named(missing)}; your model has {listed(extra)} instead.{_unnamed(extra)}"
        )
    elif missing:
        yield Difference("input", f"The target takes {_named(missing)}, which your model doesn't have.")
    elif extra:
        yield Difference("input", f"Your model takes {_named(extra)}, which the target doesn't have.")
    for name in sorted(actual.keys() & target.keys()):
        one, other = actual[name], target[name]
        if one != other:
            said = f"The input `{name}` is {one.shape} {one.dtype}; the target's is {other.shape} {other.dtype}."
            yield Difference("input", said)


def _unnamed(inputs: list[str]) -> str:
    """What to do about the names that Keras makes up."""
    if any(name.endswith("CLONE") for name in inputs):
        return " keras.Model was told to start from tensors that layers have made: give it the keras.Input ones."
    return " keras.Input made up the name, for it was given none." if any(map(_MADE_UP.match, inputs)) else ""


def _named(inputs: list[str]) -> str:
    return f"{'an input' if len(inputs) == 1 else 'the inputs'} {listed(inputs)}"


def _unused_inputs(sides: Sides) -> Iterator[Difference]:
    used, wanted = _used_inputs(sides.actual), _used_inputs(sides.target)
    for one in sides.actual.inputs:
        if one.name in wanted - used:
            said = f"The input `{one.name}` reaches no head: nothing that the model gives depends on it."
            yield Difference("unused input", said)


def _used_inputs(graph: Graph) -> set[str]:
    reach = inputs_reaching(graph)
    return {name for tensor in graph.outputs.values() for name in reach[tensor.call]}


def _heads(sides: Sides) -> Iterator[Difference]:
    actual, target = sides.actual.outputs, sides.target.outputs
    missing, extra = sorted(target.keys() - actual.keys()), sorted(actual.keys() - target.keys())
    for name in list(missing):
        same = [other for other in extra if sides.pairs.get(actual[other].call) == target[name].call]
        if same:
            missing.remove(name)
            extra.remove(same[0])
            said = f"The head `{name}` is called `{same[0]}` in your model. A head has the name of the last layer"
            yield Difference("head", said + " or operation that makes it, or its key in a dict of outputs.")
    if missing:
        yield Difference("head", f"The target gives {listed(missing)}, which your model doesn't.")
    for name in [one for one in extra if one.partition("#")[0] in actual]:
        extra.remove(name)
        yield Difference("head", f"Your model gives `{name.partition('#')[0]}` more than once.")
    if extra:
        told = "which is no head" if len(extra) == 1 else "which are no heads"
        yield Difference("head", f"Your model gives {listed(extra)}, {told} of the target.")
    for one_head, other_head in combinations(sorted(actual.keys() & target.keys()), 2):
        if actual[one_head] == actual[other_head] and target[one_head] != target[other_head]:
            said = (
                f"The heads `{one_head}` and `{other_head}` are one tensor in your model; in the target they are two."
            )
            yield Difference("head", said)
    back, labels = {other: one for one, other in sides.pairs.items()}, upward(sides.actual)
    for name in sorted(actual.keys() & target.keys()):
        one, other = actual[name].call, target[name].call
        # A second set of layers that compute the same is told with the layers, and so is one more behind the last.
        is_tapped = other in back and back[other] not in (one, through(sides.actual, one, sides.pairs))
        if is_tapped and labels[back[other]] != labels[one]:
            yield Difference("head", _tapped_sentence(sides, name))


def _influences(sides: Sides) -> Iterator[Difference]:
    """Inputs that reach one head and not another, where the target has it otherwise."""
    names = {one.name for one in sides.actual.inputs} & {one.name for one in sides.target.inputs}
    reach, wanted = inputs_reaching(sides.actual), inputs_reaching(sides.target)
    for head in sorted(sides.actual.outputs.keys() & sides.target.outputs.keys()):
        ours = names & set(reach[sides.actual.outputs[head].call])
        theirs = names & set(wanted[sides.target.outputs[head].call])
        for name in sorted(theirs - ours):
            if name in _used_inputs(sides.actual):
                said = f"The head `{head}` doesn't depend on the input `{name}`; in the target it does."
                yield Difference("influence", said)
        for name in sorted(ours - theirs):
            said = f"The head `{head}` depends on the input `{name}`; in the target it doesn't."
            yield Difference("influence", said)


def _tapped_sentence(sides: Sides, head: str) -> str:
    ours, theirs = sides.actual.outputs[head].call, sides.target.outputs[head].call
    given, wanted = sides.actual_names[ours], sides.target_names[theirs]
    if wanted == head:  # the target's name for it is the head's own: say what it is
        given, wanted = sides.actual_line(ours), sides.target_line(theirs)
    return f"The head `{head}` is tapped from the wrong place: your model gives `{given}`, the target `{wanted}`."


def _losses(sides: Sides) -> Iterator[Difference]:
    return loss_differences(sides.actual, sides.target)


def loss_differences(actual: Graph, target: Graph) -> Iterator[Difference]:
    """The differences in what each head is trained with, and how much it counts."""
    if not target.losses:
        return
    if actual.loss_error:
        yield Difference("loss", f"Keras can't use the losses and weights given to compile: {actual.loss_error}")
        return
    for head, wanted in target.losses.items():
        found = actual.losses.get(head)
        if head not in actual.outputs:
            continue  # which another sentence tells
        if found is None:
            yield Difference("loss", f"The head `{head}` has no loss; the target trains it with {wanted.loss}.")
            continue
        if found.loss != wanted.loss:
            said = f"The head `{head}` is trained with {found.loss}; the target uses {wanted.loss}."
            if found.declared_loss:
                said += f" {found.declared_loss} has its place in your list, but Keras trades the losses: {_TRADE}"
            yield Difference("loss", said)
        if found.weight != wanted.weight:
            yield Difference("loss weight", _weight_sentence(head, found.weight, wanted.weight, found.declared_weight))
    for head in sorted((actual.losses.keys() - target.losses.keys()) & target.outputs.keys()):
        yield Difference(
            "loss", f"The head `{head}` has a loss, {actual.losses[head].loss}; in the target it has none."
        )


def _weight_sentence(head: str, found: float, wanted: float, declared: float | None) -> str:
    said = f"The loss of `{head}` counts {_times(found)} in the total; in the target {_times(wanted)}."
    if declared is None or declared == found:
        return said
    return f"{said} Your loss_weights do say {declared:g}, but Keras trades them: {_TRADE}"


_TRADE = "where one is a list and the other a dict, it pairs them in the alphabet's order of the names."


def _times(weight: float) -> str:
    return "once" if weight == 1 else f"{weight:g} times"


def _unexplained(sides: Sides) -> Difference:
    if sides.actual.parameters != sides.target.parameters:
        said = f"Your model tracks {sides.actual.parameters:,} parameters; the target has {sides.target.parameters:,}."
        if sides.actual.parameters < sides.target.parameters:
            said += (
                " Keras tracks layers and weights kept as attributes of a model or layer, not those made inside `call`"
            )
            said += " and no tf.Variable."
        return Difference("parameters", said)
    return Difference("graph", "The graphs differ in how their calls are connected; compare the two drawings.")


_RULES: tuple[Callable[[Sides], Iterator[Difference]], ...] = (
    _inputs,
    _heads,
    _unused_inputs,
    _influences,
    *CALL_RULES,
    _losses,
)
