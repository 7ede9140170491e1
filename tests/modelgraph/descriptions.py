"""Small models as plain data: what an abstract layer is, what it is called on, and what shapes come out."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

Shape = tuple[int, ...]

MERGES = frozenset("add multiply maximum minimum average subtract concatenate".split())
RECURRENT = frozenset({"LSTM", "GRU", "Bidirectional"})
CONVOLUTIONS = frozenset({"Conv1D", "Conv2D"})
NORMALIZATIONS = frozenset({"BatchNormalization", "LayerNormalization"})
WEIGHTED = RECURRENT | CONVOLUTIONS | NORMALIZATIONS | {"Dense", "Embedding"}
KEEP_THE_SHAPE = NORMALIZATIONS | {"Activation", "Dropout", "Identity"}
WORDS = 5  # inputs of whole numbers hold numbers below it

_RANK = {
    **dict.fromkeys(["LSTM", "GRU", "Bidirectional", "Conv1D", "MaxPooling1D", "AveragePooling1D"], 2),
    **dict.fromkeys(["GlobalMaxPooling1D", "GlobalAveragePooling1D"], 2),
    **dict.fromkeys(["Conv2D", "MaxPooling2D", "AveragePooling2D", "GlobalMaxPooling2D", "GlobalAveragePooling2D"], 3),
}


class MisfitError(ValueError):
    """The description has no model: shapes don't fit, or a layer can't be shared so."""


@dataclass(frozen=True)
class Entry:
    """A named input; its shape leaves out the batch axis. `whole` numbers are words for an Embedding."""

    name: str
    shape: Shape
    whole: bool = False


@dataclass(frozen=True)
class Layer:
    """An abstract layer: a layer of Keras's, or a merge."""

    kind: str
    settings: dict[str, Any]

    def changed(self, **settings: Any) -> "Layer":
        """The same layer with these settings."""
        return replace(self, settings=self.settings | settings)


@dataclass(frozen=True)
class Use:
    """One use of a layer, on values by their numbers."""

    layer: int
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Description:
    """Value `i` is input `i` for the first `len(inputs)`, then what each use gives; heads are values by name."""

    inputs: tuple[Entry, ...]
    layers: dict[int, Layer]
    uses: tuple[Use, ...]
    heads: dict[str, int]

    def value_of(self, place: int) -> int:
        """The number of the value that the use in this place gives."""
        return len(self.inputs) + place

    def layer_at(self, value: int) -> Layer | None:
        """The layer that gives the value; None for an input."""
        place = value - len(self.inputs)
        return self.layers[self.uses[place].layer] if place >= 0 else None

    @property
    def times_called(self) -> Counter[int]:
        """How often each layer is called."""
        return Counter(use.layer for use in self.uses)

    @property
    def users(self) -> dict[int, list[int]]:
        """For each value the places of the uses that take it, once for each time."""
        users: dict[int, list[int]] = {value: [] for value in range(self.value_of(len(self.uses)))}
        for place, use in enumerate(self.uses):
            for source in use.sources:
                users[source].append(place)
        return users


def shapes_of(description: Description) -> list[Shape]:
    """The shape of each value, without the batch axis. Raises MisfitError."""
    shapes = [entry.shape for entry in description.inputs]
    whole = {number for number, entry in enumerate(description.inputs) if entry.whole}
    taken: dict[int, tuple[int, int]] = {}
    for use in description.uses:
        layer = description.layers[use.layer]
        if bool(whole & set(use.sources)) != (layer.kind == "Embedding"):
            raise MisfitError(f"{layer.kind} on the wrong kind of numbers")
        given = [shapes[source] for source in use.sources]
        shapes.append(shape_after(layer, given))
        if layer.kind in WEIGHTED and taken.setdefault(use.layer, (len(given[0]), given[0][-1])) != (
            len(given[0]),
            given[0][-1],
        ):
            raise MisfitError(f"{layer.kind} shared on two shapes")
    shared = [number for number, times in description.times_called.items() if times > 1]
    if any(description.layers[number].kind == "Dropout" for number in shared):
        raise MisfitError("Dropout shared")
    if any(math.prod(shape) > 120 for shape in shapes) or whole & set(description.heads.values()):
        raise MisfitError("too large, or an input of words as a head")
    return shapes


def shape_after(layer: Layer, shapes: list[Shape]) -> Shape:
    """The shape of what the layer gives, without the batch axis. Raises MisfitError."""
    if layer.kind in MERGES:
        return _merged(layer, shapes)
    if len(shapes) != 1 or len(shapes[0]) != _RANK.get(layer.kind, len(shapes[0])):
        raise MisfitError(f"{layer.kind} on {shapes}")
    (shape,) = shapes
    settings = layer.settings
    if layer.kind in KEEP_THE_SHAPE:
        return shape
    if layer.kind == "Dense":
        return (*shape[:-1], settings["units"])
    if layer.kind == "Embedding":
        return (*shape, settings["output_dim"])
    if layer.kind == "Flatten":
        return (math.prod(shape),)
    if layer.kind in RECURRENT:
        return shape[:1] * settings["return_sequences"] + (settings["units"] * (1 + (layer.kind == "Bidirectional")),)
    if layer.kind.startswith("Global"):
        return shape[-1:]
    window = settings["kernel_size"] if layer.kind in CONVOLUTIONS else 2
    stride = settings["strides"] if layer.kind in CONVOLUTIONS else 2
    slack = stride - 1 if settings["padding"] == "same" else -(window - stride)
    places = tuple((length + slack) // stride for length in shape[:-1])
    if min(places) < 1:
        raise MisfitError(f"{layer.kind} on {shape}")
    return (*places, settings.get("filters", shape[-1]))


def _merged(layer: Layer, shapes: list[Shape]) -> Shape:
    if len(shapes) < 2 or (layer.kind == "subtract" and len(shapes) != 2):
        raise MisfitError(f"{layer.kind} of {len(shapes)}")
    if layer.kind != "concatenate":
        if len(set(shapes)) != 1:
            raise MisfitError(f"{layer.kind} of {shapes}")
        return shapes[0]
    axis = layer.settings["axis"] % len(shapes[0]) if layer.settings["axis"] < 0 else layer.settings["axis"] - 1
    others = {(len(one), *one[:axis], *one[axis + 1 :]) for one in shapes}
    if axis >= len(shapes[0]) or len(others) != 1:
        raise MisfitError(f"concatenate of {shapes}")
    return (*shapes[0][:axis], sum(one[axis] for one in shapes), *shapes[0][axis + 1 :])


def fits(description: Description) -> bool:
    """Whether there is a model for it."""
    try:
        shapes_of(description)
    except MisfitError:
        return False
    return True


def pruned(description: Description) -> Description:
    """Without the uses and layers that no head needs."""
    needed = set(description.heads.values())
    for place in reversed(range(len(description.uses))):
        if description.value_of(place) in needed:
            needed.update(description.uses[place].sources)
    return in_order(
        description, [place for place in range(len(description.uses)) if description.value_of(place) in needed]
    )


def without(description: Description, place: int) -> Description:
    """Without this use: those that took what it gave take its first source."""
    kept = [other for other in range(len(description.uses)) if other != place]
    gone, source = description.value_of(place), description.uses[place].sources[0]
    return in_order(description, kept, {gone: source})


def with_use_after(description: Description, value: int, layer: Layer) -> Description:
    """With one use more, of a new layer, on this value; all that took the value take what it gives."""
    number = max(description.layers, default=0) + 1
    at = max(value + 1 - len(description.inputs), 0)
    new = description.value_of(at)

    def moved(old: int) -> int:
        return new if old == value else old + (old >= new)

    uses = [replace(use, sources=tuple(map(moved, use.sources))) for use in description.uses]
    uses.insert(at, Use(number, (value,)))
    heads = {name: moved(head) for name, head in description.heads.items()}
    return replace(description, layers={**description.layers, number: layer}, uses=tuple(uses), heads=heads)


def in_order(description: Description, places: Iterable[int], instead: dict[int, int] | None = None) -> Description:
    """With the uses at these places, in this order, and some values replaced by others."""
    instead = instead or {}
    kept = list(places)
    now = {number: number for number in range(len(description.inputs))}
    now |= {description.value_of(place): description.value_of(index) for index, place in enumerate(kept)}

    def moved(value: int) -> int:
        return now[instead.get(value, value)]

    olds = [description.uses[place] for place in kept]
    uses = tuple(replace(use, sources=tuple(map(moved, use.sources))) for use in olds)
    layers = {use.layer: description.layers[use.layer] for use in uses}
    heads = {name: moved(value) for name, value in description.heads.items()}
    return replace(description, layers=layers, uses=uses, heads=heads)
