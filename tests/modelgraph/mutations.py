"""Small changes of a description that mostly change its function: what people do by mistake."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from .choices import Choices
from .descriptions import WEIGHTED, Description, Layer, Use, fits, pruned, with_use_after, without

Mutation = Callable[[Description, Choices], Iterator[Description]]


def mutated(description: Description, choices: Choices) -> tuple[str, Description] | None:
    """One change, with its name; None where none of those that come first to hand has a model."""
    for mutation in choices.in_any_order(MUTATIONS):
        name = mutation.__name__.strip("_")
        for changed in mutation(description, choices):
            changed = pruned(changed)
            if fits(changed) and changed.uses and changed != description:
                choices.counts[f"mutation: {name}"] += 1
                return name, changed
    return None


def _another_setting(description: Description, choices: Choices) -> Iterator[Description]:
    numbers = choices.in_any_order(sorted(description.layers))
    for number in numbers:
        layer = description.layers[number]
        for name, value in _other_settings(layer, choices):
            yield replace(description, layers={**description.layers, number: layer.changed(**{name: value})})


def _other_settings(layer: Layer, choices: Choices) -> list[tuple[str, object]]:
    """Another size, activation, padding or whatever the layer has."""
    others = []
    for name, value in layer.settings.items():
        if name == "activation":
            others.append((name, "tanh" if value != "tanh" else "relu"))
        elif isinstance(value, bool):
            others.append((name, not value))
        elif isinstance(value, int) and name != "axis":
            others.append((name, value + 1))
        elif isinstance(value, float):
            others.append((name, value / 2))
        elif name in ("padding", "cell"):
            others.append((name, {"same": "valid", "valid": "same", "LSTM": "GRU", "GRU": "LSTM"}[str(value)]))
    return choices.in_any_order(others)


def _another_merge(description: Description, choices: Choices) -> Iterator[Description]:
    kinds = ("add", "multiply", "maximum", "average", "minimum", "subtract")
    for number, layer in choices.in_any_order(sorted(description.layers.items(), key=lambda item: item[0])):
        if layer.kind in kinds:
            other = choices.one_of([kind for kind in kinds if kind != layer.kind])
            yield replace(description, layers={**description.layers, number: Layer(other, {})})


def _source_from_elsewhere(description: Description, choices: Choices) -> Iterator[Description]:
    """A tapped head, a skip or a plain source, from another value of the same shape or another one that fits."""
    places = choices.in_any_order(range(len(description.uses)))
    for place in places:
        use = description.uses[place]
        index = choices.one_of(range(len(use.sources)))
        for value in choices.in_any_order(range(description.value_of(place))):
            sources = (*use.sources[:index], value, *use.sources[index + 1 :])
            yield _with_use(description, place, replace(use, sources=sources))


def _another_head(description: Description, choices: Choices) -> Iterator[Description]:
    for name in choices.in_any_order(list(description.heads)):
        for value in choices.in_any_order(range(len(description.inputs), description.value_of(len(description.uses)))):
            yield replace(description, heads={**description.heads, name: value})


def _heads_swapped(description: Description, choices: Choices) -> Iterator[Description]:
    if len(description.heads) > 1:
        one, other = choices.in_any_order(list(description.heads))[:2]
        swapped = {one: description.heads[other], other: description.heads[one]}
        yield replace(description, heads={**description.heads, **swapped})


def _inputs_crossed(description: Description, choices: Choices) -> Iterator[Description]:
    if len(description.inputs) > 1:
        one, other = choices.in_any_order(range(len(description.inputs)))[:2]
        turned = {one: other, other: one}
        uses = [replace(use, sources=tuple(turned.get(at, at) for at in use.sources)) for use in description.uses]
        heads = {name: turned.get(value, value) for name, value in description.heads.items()}
        yield replace(description, uses=tuple(uses), heads=heads)


def _unshared(description: Description, choices: Choices) -> Iterator[Description]:
    for number, times in choices.in_any_order(sorted(description.times_called.items())):
        if times > 1 and description.layers[number].kind in WEIGHTED:
            places = [place for place, use in enumerate(description.uses) if use.layer == number]
            place, new = choices.one_of(places), max(description.layers) + 1
            layers = {**description.layers, new: description.layers[number]}
            yield _with_use(replace(description, layers=layers), place, replace(description.uses[place], layer=new))


def _shared(description: Description, choices: Choices) -> Iterator[Description]:
    for place in choices.in_any_order(range(len(description.uses))):
        use = description.uses[place]
        own = description.layers[use.layer]
        alike = [number for number, layer in description.layers.items() if layer == own and number != use.layer]
        if alike and own.kind in WEIGHTED:
            yield _with_use(description, place, replace(use, layer=choices.one_of(alike)))


def _branch_dropped(description: Description, choices: Choices) -> Iterator[Description]:
    for place, use in choices.in_any_order(list(enumerate(description.uses))):
        if len(use.sources) > 2:
            index = choices.one_of(range(len(use.sources)))
            yield _with_use(description, place, replace(use, sources=use.sources[:index] + use.sources[index + 1 :]))
        elif len(use.sources) == 2:
            yield without(description, place)


def _branch_doubled(description: Description, choices: Choices) -> Iterator[Description]:
    for place, use in choices.in_any_order(list(enumerate(description.uses))):
        if len(use.sources) > 1:
            doubled = (*use.sources, choices.one_of(use.sources))
            yield _with_use(description, place, replace(use, sources=doubled))


def _layer_dropped(description: Description, choices: Choices) -> Iterator[Description]:
    for place, use in choices.in_any_order(list(enumerate(description.uses))):
        if len(use.sources) == 1:
            yield without(description, place)


def _layer_added(description: Description, choices: Choices) -> Iterator[Description]:
    added = choices.one_of(
        [Layer("Activation", {"activation": "tanh"}), Layer("Dropout", {"rate": 0.5}), Layer("LayerNormalization", {})]
    )
    for value in choices.in_any_order(range(description.value_of(len(description.uses)))):
        yield with_use_after(description, value, added.changed(epsilon=0.001) if "Norm" in added.kind else added)


def _order_turned(description: Description, choices: Choices) -> Iterator[Description]:
    for place, use in choices.in_any_order(list(enumerate(description.uses))):
        if description.layers[use.layer].kind in ("subtract", "concatenate"):
            yield _with_use(description, place, replace(use, sources=tuple(reversed(use.sources))))


def _with_use(description: Description, place: int, use: Use) -> Description:
    return replace(description, uses=(*description.uses[:place], use, *description.uses[place + 1 :]))


MUTATIONS: tuple[Mutation, ...] = (
    _another_setting,
    _another_merge,
    _source_from_elsewhere,
    _another_head,
    _heads_swapped,
    _inputs_crossed,
    _unshared,
    _shared,
    _branch_dropped,
    _branch_doubled,
    _layer_dropped,
    _layer_added,
    _order_turned,
)
