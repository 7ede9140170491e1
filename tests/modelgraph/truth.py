"""What models really compute, by numbers alone: weights that depend on the abstract layer, seeded random inputs."""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from zlib import crc32

import numpy as np

from .choices import PLAIN
from .concat_orders import Orders, channels_behind, weight_in_order, with_concats_in
from .descriptions import WEIGHTED, WORDS, Description, Layer
from .written_models import WrittenModel, written

BATCH = 4
MOST_TRIALS = 50  # of other weights and orders of concats
TOLERANCE = 1e-4  # of a head's largest number; float32

Arrays = dict[str, np.ndarray]


def numbers_of(model: WrittenModel, description: Description, ids: dict[int, int] | None = None) -> Arrays:
    """Each head's values without and with training's noise; `ids` gives some layers the weights of others."""
    fed = {}
    for entry in description.inputs:
        random = np.random.default_rng(crc32(entry.name.encode()))
        shape = (BATCH, *entry.shape)
        fed[entry.name] = random.integers(0, WORDS, shape) if entry.whole else random.normal(size=shape)
        fed[entry.name] = fed[entry.name].astype("int32" if entry.whole else "float32")
    model.model(fed)  # makes the weights of what is made when it is called
    _set_weights(model, description, ids or {})
    found = {}
    for training in (False, True):
        outputs = model.model(fed, training=training)
        if model.heads is not None:
            values = outputs if isinstance(outputs, list | tuple) else [outputs]
            outputs = dict(zip(model.heads, values, strict=True))
        found.update({f"{head}{' in training' * training}": np.asarray(values) for head, values in outputs.items()})
    return found


def _set_weights(model: WrittenModel, description: Description, ids: dict[int, int]) -> None:
    for number, layer in model.layers.items():
        for index, weight in enumerate(layer.weights):
            seed = f"{ids.get(number, number)} {index} {weight.name} {weight.shape}"
            values = np.random.default_rng(crc32(seed.encode())).normal(0, 0.7, weight.shape)
            if "variance" in weight.name:
                values = np.abs(values) + 0.5
            if number in model.channels:
                kind = description.layers[number].kind
                values = weight_in_order(weight.name, kind, values, model.channels[number])
            weight.assign(values)
        if hasattr(layer, "seed_generator") and layer.seed_generator is not None:
            layer.seed_generator.state.assign([ids.get(number, number), 0])


def agree(one: Arrays, other: Arrays) -> bool:
    """Whether all heads have the same names, shapes and numbers."""
    if one.keys() != other.keys() or any(one[key].shape != other[key].shape for key in one):
        return False
    return all(np.abs(one[key] - other[key]).max() <= TOLERANCE * (np.abs(other[key]).max() + 1e-3) for key in one)


def is_one_function(actual: Description, target: Description) -> bool | None:
    """Whether some way to hand out the weights makes the two agree; None where there are too many ways to try.

    Layers of one kind and settings may take each other's weights, and concats that only weights see any order.
    """
    if Counter(map(str, _states_of(actual).values())) != Counter(map(str, _states_of(target).values())):
        return False
    wanted = numbers_of(written(target, PLAIN)[0], target)
    trials = 0
    for orders, through_dropout in _orders(actual):
        turned = with_concats_in(actual, orders)
        model, _ = written(turned, PLAIN)
        for ids in _handed_out(actual, target):
            trials += 1
            if trials > MOST_TRIALS:
                return None
            found = numbers_of(model, turned, ids)
            if through_dropout:  # whose noise has a place for each channel
                found = {key: values for key, values in found.items() if "training" not in key}
            if agree(found, {key: wanted[key] for key in found}):
                return True
    return False


def _states_of(description: Description) -> dict[int, Layer]:
    """The layers that have weights, or noise of their own."""
    return {number: layer for number, layer in description.layers.items() if layer.kind in WEIGHTED | {"Dropout"}}


def _orders(description: Description) -> Iterator[tuple[Orders, bool]]:
    concats = [
        place
        for place, use in enumerate(description.uses)
        if description.layers[use.layer].kind == "concatenate"
        and channels_behind(description, {place: tuple(range(len(use.sources)))}, through_dropout=True) is not None
    ]
    ways = [list(itertools.permutations(range(len(description.uses[place].sources)))) for place in concats]
    for orders in itertools.product(*ways):
        chosen = {place: order for place, order in zip(concats, orders, strict=True) if order != tuple(sorted(order))}
        yield chosen, channels_behind(description, chosen) is None


def _handed_out(actual: Description, target: Description) -> Iterator[dict[int, int]]:
    """Ways to give the layers the numbers of the target's, within equal ones; the own ones first."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, layer in _states_of(target).items():
        groups[str(layer)].append(number)
    ours: dict[str, list[int]] = defaultdict(list)
    for number, layer in _states_of(actual).items():
        ours[str(layer)].append(number)
    ways = []
    for group, numbers in ours.items():
        theirs = sorted(groups[group], key=lambda one: (numbers.index(one) if one in numbers else len(numbers), one))
        ways.append([dict(zip(numbers, order, strict=True)) for order in itertools.permutations(theirs)])
    ways.sort(key=lambda way: math.inf if len(way) == 1 else len(way))
    for way in itertools.product(*ways):
        yield {one: other for part in way for one, other in part.items()}
