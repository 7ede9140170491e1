"""Which concats may be written in another order, and what that makes of the weights of the layers behind them.

Independent of modelgraph's own rule, and narrower: every channel is followed to the layers that mix it.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from .descriptions import CONVOLUTIONS, NORMALIZATIONS, RECURRENT, Description, Shape, shapes_of

Channels = np.ndarray  # for each channel as it is now its place before, shape (channels,)
Orders = dict[int, tuple[int, ...]]  # for the place of a concat, the order of its sources

MIXING = CONVOLUTIONS | RECURRENT | {"Dense"}


def with_concats_in(description: Description, orders: Mapping[int, tuple[int, ...]]) -> Description:
    """With the sources of these concats in these orders."""
    uses = list(description.uses)
    for place, order in orders.items():
        uses[place] = replace(uses[place], sources=tuple(uses[place].sources[index] for index in order))
    return replace(description, uses=tuple(uses))


def channels_behind(
    description: Description, orders: Mapping[int, tuple[int, ...]], through_dropout: bool = False
) -> dict[int, Channels] | None:
    """For each layer whose weights must follow the new orders, the channels it gets; None where all else sees them.

    A shared layer sees them, and so does a head, a merge, or a Dropout, whose noise has a place for each channel.
    """
    shapes = shapes_of(description)
    times = description.times_called
    moved: dict[int, Channels] = {}
    weights: dict[int, Channels] = {}
    passing = NORMALIZATIONS | {"Activation", "Identity"} | ({"Dropout"} if through_dropout else set())
    for place, use in enumerate(description.uses):
        layer, value = description.layers[use.layer], description.value_of(place)
        if place in orders or layer.kind == "concatenate":
            if place in orders or moved.keys() & set(use.sources):
                if _axis_is_not_last(layer.settings["axis"], shapes[value]):
                    return None
                moved[value] = _joined([(shapes[one], moved.get(one)) for one in use.sources], orders.get(place))
        elif moved.keys() & set(use.sources):
            mixes, passes = layer.kind in MIXING, layer.kind in passing or "Pooling" in layer.kind
            if not (mixes or passes) or (times[use.layer] > 1 and layer.kind in MIXING | NORMALIZATIONS):
                return None
            if mixes or layer.kind in NORMALIZATIONS:
                weights[use.layer] = moved[use.sources[0]]
            if passes:
                moved[value] = moved[use.sources[0]]
    return None if moved.keys() & set(description.heads.values()) else weights


def _axis_is_not_last(axis: int, shape: Shape) -> bool:
    return axis not in (-1, len(shape))


def _joined(sources: list[tuple[Shape, Channels | None]], order: tuple[int, ...] | None) -> Channels:
    starts = np.cumsum([0, *(shape[-1] for shape, _ in sources)])
    inside = [np.arange(shape[-1]) if channels is None else channels for shape, channels in sources]
    return np.concatenate([starts[index] + inside[index] for index in order or range(len(sources))])


def weight_in_order(name: str, kind: str, values: np.ndarray, channels: Channels) -> np.ndarray:
    """The weight of a layer whose input channels came in another order."""
    if kind in NORMALIZATIONS:
        return values[channels]
    return np.take(values, channels, axis=-2) if name == "kernel" else values
