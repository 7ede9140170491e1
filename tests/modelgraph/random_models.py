"""A hypothesis strategy for small descriptions of models."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from .descriptions import WEIGHTED, Description, Entry, Layer, Shape, Use, fits, pruned, shapes_of

One = TypeVar("One")
Choose = Callable[[Sequence[Any]], Any]

ACTIVATIONS = ("relu", "tanh", "sigmoid", "softmax", "gelu", "elu", "softplus")
INPUT_NAMES = ("query", "left", "text", "image", "right")
HEAD_NAMES = ("price", "label", "answer", "age")
SHAPES: tuple[tuple[Shape, bool], ...] = (((4,), False), ((5,), True), ((5, 3), False), ((5, 4, 2), False))

_SIZES = (3, 2, 4, 5, 6, 7)
_ELEMENTWISE_MERGES = ("add", "multiply", "maximum", "subtract", "average", "minimum")


@st.composite
def descriptions(draw: st.DrawFn) -> Description:
    """Models of one to three inputs, one to three heads and three to a dozen uses of layers."""

    def choose(options: Sequence[One]) -> One:
        return draw(st.sampled_from(options))

    names = draw(st.permutations(INPUT_NAMES))[: choose((2, 1, 3))]
    first = choose(SHAPES)
    entries = [Entry(name, *(first if choose((True, True, False)) else choose(SHAPES))) for name in names]
    description = Description(tuple(entries), {}, (), {})
    for _ in range(choose(range(3, 9))):
        step = choose((_layer_added, _layer_added, _twin_added, _merge_added, _merge_added, _call_repeated))
        description = step(description, choose)
    return pruned(_with_heads(description, choose))


def _layer_added(description: Description, choose: Choose) -> Description:
    value = _value_to_go_on_from(description, choose)
    whole = value < len(description.inputs) and description.inputs[value].whole
    return _used(description, _layer_for(shapes_of(description)[value], whole, choose), (value,))


def _value_to_go_on_from(description: Description, choose: Choose) -> int:
    """Any value, but mostly one that nothing takes yet."""
    users = description.users
    loose = [value for value, places in users.items() if not places]
    return int(choose(loose if choose((True, True, True, False)) else list(users)))


def _layer_for(shape: Shape, whole: bool, choose: Choose) -> Layer:
    if whole:
        return Layer("Embedding", {"input_dim": choose((5, 6)), "output_dim": choose((3, 2, 4))})
    kinds = ["Dense", "Dense", "Activation", "BatchNormalization", "LayerNormalization", "Dropout"]
    if len(shape) == 2:
        kinds += ["LSTM", "GRU", "Bidirectional", "Conv1D", "Conv1D", "MaxPooling1D", "AveragePooling1D"]
        kinds += ["GlobalMaxPooling1D", "GlobalAveragePooling1D", "Flatten"]
    if len(shape) == 3:
        kinds += ["Conv2D", "Conv2D", "Conv2D", "MaxPooling2D", "AveragePooling2D"]
        kinds += ["GlobalMaxPooling2D", "GlobalAveragePooling2D", "Flatten"]
    kind = choose(kinds)
    return Layer(kind, _settings(kind, choose))


def _settings(kind: str, choose: Choose) -> dict[str, Any]:
    if kind == "Dense":
        return {"units": choose(_SIZES)}
    if kind == "Activation":
        return {"activation": choose(ACTIVATIONS)}
    if kind == "Dropout":
        return {"rate": choose((0.5, 0.25))}
    if kind in ("Conv1D", "Conv2D"):
        window = {"kernel_size": choose((2, 1, 3)), "padding": choose(("same", "valid")), "strides": choose((1, 1, 2))}
        return {"filters": choose((3, 2, 4)), **window}
    if kind in ("LSTM", "GRU"):
        return {"units": choose((3, 2, 4)), "return_sequences": choose((True, False))}
    if kind == "Bidirectional":
        cell = choose(("LSTM", "GRU"))
        return {"units": choose((2, 3)), "return_sequences": choose((True, False)), "cell": cell}
    if kind.startswith(("Max", "Average")):
        return {"padding": choose(("same", "valid"))}
    return {"epsilon": choose((0.001, 0.1))} if kind in ("BatchNormalization", "LayerNormalization") else {}


def _merge_added(description: Description, choose: Choose) -> Description:
    """One merge of two to four values, where some fit; else a layer."""
    shapes = shapes_of(description)
    first = _value_to_go_on_from(description, choose)
    kind = choose(("concatenate", *_ELEMENTWISE_MERGES))
    layer = Layer(kind, {"axis": choose((-1, -1, 1))} if kind == "concatenate" else {})
    partners = [other for other in range(len(shapes)) if fits(_used(description, layer, (first, other)))]
    if not partners:
        return _layer_added(description, choose)
    apart = [other for other in partners if other != first] or partners
    count = 1 if kind == "subtract" else choose((1, 1, 2, 3))
    sources = (first, *(choose(apart) for _ in range(count)))
    grown = _used(description, layer, tuple(sources if choose((True, False)) else reversed(sources)))
    return grown if fits(grown) else _used(description, layer, (first, apart[0]))


def _call_repeated(description: Description, choose: Choose) -> Description:
    """One call more of a layer with weights, where its weights fit; else a new layer."""
    numbers = [number for number, layer in description.layers.items() if layer.kind in WEIGHTED]
    grown = [
        replace(description, uses=(*description.uses, Use(number, (value,))))
        for number in numbers
        for value in description.users
        if Use(number, (value,)) not in description.uses
    ]
    fitting = [one for one in grown if fits(one)]
    return choose(fitting) if fitting else _layer_added(description, choose)


def _twin_added(description: Description, choose: Choose) -> Description:
    """The layers that follow one value, on another value of its shape as well: the same layers, or others like them."""
    shapes = shapes_of(description)
    chains = [chain for value in description.users if (chain := _chain_from(description, value))]
    if not chains:
        return _layer_added(description, choose)
    chain = choose(chains)
    start = description.uses[chain[0]].sources[0]
    values = [value for value in description.users if value != start and shapes[value] == shapes[start]]
    if not values:
        return _layer_added(description, choose)
    value = choose(values)
    shared = choose((True, False))
    for place in chain:
        number = description.uses[place].layer
        if shared and description.layers[number].kind != "Dropout":
            grown = replace(description, uses=(*description.uses, Use(number, (value,))))
        else:
            grown = _used(description, description.layers[number], (value,))
        if not fits(grown):
            break
        description = grown
        value = description.value_of(len(description.uses) - 1)
    return description


def _chain_from(description: Description, value: int) -> list[int]:
    """Places of uses that follow each other, each with one source."""
    users = description.users
    chain: list[int] = []
    while following := [place for place in users[value] if len(description.uses[place].sources) == 1]:
        chain.append(following[0])
        value = description.value_of(following[0])
    return chain


def _used(description: Description, layer: Layer, sources: tuple[int, ...]) -> Description:
    """With a new layer, called on these values; as it was where that doesn't fit and has one source."""
    number = len(description.layers)
    grown = replace(
        description, layers={**description.layers, number: layer}, uses=(*description.uses, Use(number, sources))
    )
    return grown if len(sources) > 1 or fits(grown) else description


def _with_heads(description: Description, choose: Choose) -> Description:
    """What nothing takes becomes heads; where that is more than three values, some are joined."""
    if not description.uses or not _loose(description):
        description = _layer_added(description, lambda options: options[0])
    limit = choose((3, 2, 1))
    while len(loose := _loose(description)) > limit:
        description = _joined(description, loose[0], loose[1], choose)
    names = HEAD_NAMES[:: choose((1, -1))]
    heads = dict(zip(names, loose, strict=False))
    if len(heads) < 3 and choose((False, False, True)):  # a head that is used inside as well
        heads[names[len(heads)]] = choose([description.value_of(place) for place in range(len(description.uses))])
    return replace(description, heads=heads)


def _loose(description: Description) -> list[int]:
    users = description.users
    return [value for value in map(description.value_of, range(len(description.uses))) if not users[value]]


def _joined(description: Description, one: int, other: int, choose: Choose) -> Description:
    values = []
    for value in (one, other):
        shape = shapes_of(description)[value]
        if len(shape) > 1:
            pool = Layer(f"Global{choose(('Average', 'Max'))}Pooling{len(shape) - 1}D", {})
            description = _used(description, pool, (value,))
            value = description.value_of(len(description.uses) - 1)
        values.append(value)
    description = _used(description, Layer("concatenate", {"axis": -1}), tuple(values))
    joined = description.value_of(len(description.uses) - 1)
    return _used(description, Layer("Dense", {"units": choose(_SIZES)}), (joined,))
