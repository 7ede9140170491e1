"""Rewrites of a description that leave its function as it was."""

from dataclasses import replace
from itertools import pairwise

from .choices import Choices
from .concat_orders import Channels, Orders, channels_behind, with_concats_in
from .descriptions import CONVOLUTIONS, Description, Layer, Use, in_order, with_use_after

COMMUTATIVE = frozenset({"add", "multiply", "maximum", "minimum", "average"})
NESTABLE = frozenset({"add", "multiply", "maximum", "minimum", "concatenate"})


def rewritten(description: Description, choices: Choices) -> tuple[Description, dict[int, Channels]]:
    """The description in another form, and for some layers the order of the channels that they get."""
    description, channels = _concats_reordered(description, choices)
    description = _merges_reordered(description, choices)
    description = _merges_nested(description, choices)
    description = _activations_fused(description, choices)
    description = _identities_inserted(description, choices)
    return _uses_reordered(description, choices), channels


def _concats_reordered(description: Description, choices: Choices) -> tuple[Description, dict[int, Channels]]:
    orders: Orders = {}
    for place, use in enumerate(description.uses):
        if description.layers[use.layer].kind != "concatenate":
            continue
        order = tuple(choices.in_any_order(range(len(use.sources))))
        if order != tuple(sorted(order)) and channels_behind(description, {place: order}) is not None:
            orders[place] = order
            choices.counts["concat reordered"] += 1
    channels = channels_behind(description, orders)
    assert channels is not None
    return with_concats_in(description, orders), channels


def _merges_reordered(description: Description, choices: Choices) -> Description:
    uses = list(description.uses)
    for place, use in enumerate(uses):
        if description.layers[use.layer].kind in COMMUTATIVE and choices.happens("merge reordered", 2):
            uses[place] = replace(use, sources=tuple(choices.in_any_order(use.sources)))
    return replace(description, uses=tuple(uses))


def _merges_nested(description: Description, choices: Choices) -> Description:
    """Three and more sources: two neighbours are merged first."""
    place = 0
    while place < len(description.uses):
        use = description.uses[place]
        layer = description.layers[use.layer]
        if len(use.sources) > 2 and layer.kind in NESTABLE and choices.happens(f"nested {layer.kind}", 2):
            at = choices.one_of(range(len(use.sources) - 1))
            description = _merged_first(description, place, at)
            place -= 1  # the inner or the outer one may be nested further
        place += 1
    return description


def _merged_first(description: Description, place: int, at: int) -> Description:
    use = description.uses[place]
    number = max(description.layers) + 1
    inner = Use(number, use.sources[at : at + 2])
    new = description.value_of(place)

    def moved(value: int) -> int:
        return value + (value >= new)

    outer = replace(use, sources=(*use.sources[:at], new, *use.sources[at + 2 :]))
    after = [replace(other, sources=tuple(map(moved, other.sources))) for other in description.uses[place + 1 :]]
    return replace(
        description,
        layers={**description.layers, number: description.layers[use.layer]},
        uses=(*description.uses[:place], inner, outer, *after),
        heads={name: moved(value) for name, value in description.heads.items()},
    )


def _activations_fused(description: Description, choices: Choices) -> Description:
    """An activation that follows every call of one Dense or convolution is that layer's own."""
    for number, layer in list(description.layers.items()):
        if layer.kind not in CONVOLUTIONS | {"Dense"} or "activation" in layer.settings:
            continue
        following = _only_follower(description, number)
        if following is None or not choices.happens("activation fused", 2):
            continue
        fused = layer.changed(activation=description.layers[following].settings["activation"])
        description = replace(description, layers={**description.layers, number: fused})
        gone = [place for place, use in enumerate(description.uses) if use.layer == following]
        instead = {description.value_of(place): description.uses[place].sources[0] for place in gone}
        description = in_order(description, [at for at in range(len(description.uses)) if at not in gone], instead)
    return description


def _only_follower(description: Description, number: int) -> int | None:
    """The activation that every call of the layer goes to, and nothing else does."""
    users = description.users
    values = [description.value_of(place) for place, use in enumerate(description.uses) if use.layer == number]
    if any(len(users[value]) != 1 or value in description.heads.values() for value in values):
        return None
    followers = {description.uses[users[value][0]].layer for value in values}
    if len(followers) != 1:
        return None
    (follower,) = followers
    is_activation = description.layers[follower].kind == "Activation"
    return follower if is_activation and description.times_called[follower] == len(values) else None


def _identities_inserted(description: Description, choices: Choices) -> Description:
    whole = [number for number, entry in enumerate(description.inputs) if entry.whole]
    for value in range(description.value_of(len(description.uses)) - 1, -1, -1):
        if value not in whole and choices.happens("identity inserted", 9):
            description = with_use_after(description, value, Layer("Identity", {}))
    return description


def _uses_reordered(description: Description, choices: Choices) -> Description:
    """The calls in another order, each still after those that it depends on."""
    waiting = list(range(len(description.uses)))
    done = set(range(len(description.inputs)))
    order = []
    while waiting:
        ready = [place for place in waiting if done.issuperset(description.uses[place].sources)]
        place = choices.one_of(ready)
        waiting.remove(place)
        done.add(description.value_of(place))
        order.append(place)
    choices.counts["calls reordered"] += any(one > other for one, other in pairwise(order))
    return in_order(description, order)
