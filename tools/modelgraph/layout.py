"""Where the boxes of a drawing go: in layers from the inputs down, with a lane kept free for each long arrow.

fast-sugiyama finds the layers and an order in them with few crossings. It knows no sizes; these are dealt with here.
"""

from itertools import pairwise

import msgspec
from fast_sugiyama import from_edges

LANE = 14.0  # the width kept free where an arrow passes a layer
GAP = 8.0  # between neighbours in a layer
DROP = 34.0  # between layers
SWEEPS = 30  # to the right and back; more move nothing that can be seen

Chain = tuple[int, ...]


class Layers(msgspec.Struct, frozen=True):
    """The layers, each the numbers of what lies in it from left to right; numbers past the boxes' are bends.

    `chains` leads each arrow, by its two ends, from its source through its bends to the box that takes it.
    `across` says where all would be if they were of one size: what is straight there is to stay so.
    """

    rows: list[list[int]]
    chains: dict[tuple[int, int], Chain]
    across: dict[int, float]


class _Column(msgspec.Struct):
    """What is drawn straight below itself: half its width, its neighbours and how far off they stay, what it joins."""

    half: float = 0.0
    left: list[tuple[int, float]] = []
    right: list[tuple[int, float]] = []
    joined: list[int] = []


class Place(msgspec.Struct, frozen=True):
    """Where a box lies: its layer, its middle, its top, its size."""

    layer: int
    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Layout(msgspec.Struct, frozen=True):
    """The drawing's size, the boxes' places, the middle of each bend, and the top and bottom of each layer."""

    width: float
    height: float
    places: list[Place]
    bends: dict[int, float]
    bands: list[tuple[float, float]]


def layers_of(sources: list[list[int]]) -> Layers:
    """The layers of boxes that have these sources, each after them; inputs are in the first."""
    if not sources:
        return Layers([], {}, {})
    root = len(sources)  # above all inputs, so that they share a layer and those that nothing takes are kept
    edges = [(source, number) for number, taken in enumerate(sources) for source in dict.fromkeys(taken or [root])]
    ((positions, _, _, drawn),) = from_edges(edges, dummy_vertices=True, ranking_type="up", vertex_spacing=1)
    chains = _chains([(int(one), int(other)) for one, other in drawn or []], root)
    across = {int(number): float(x) for number, (x, _) in positions}
    if _mirrored(across, chains, sources):
        across = {number: -x for number, x in across.items()}
    rows: dict[int, list[int]] = {}
    for number, (_, y) in positions:
        rows.setdefault(round(-y), []).append(int(number))
    ordered = [sorted(rows[y], key=lambda number: across[number]) for y in sorted(rows)]
    return Layers(ordered[1:], chains, across)


def _chains(edges: list[tuple[int, int]], root: int) -> dict[tuple[int, int], Chain]:
    before = {other: one for one, other in edges if other > root}
    chains = {}
    for one, other in edges:
        if other < root and one != root:
            chain = [other, one]
            while chain[-1] > root:
                chain.append(before[chain[-1]])
            chains[chain[-1], other] = tuple(reversed(chain))
    return chains


def _mirrored(across: dict[int, float], chains: dict[tuple[int, int], Chain], sources: list[list[int]]) -> bool:
    """True if most calls have their sources in the wrong order from left to right."""
    right = 0
    for number, taken in enumerate(sources):
        for one, other in pairwise(dict.fromkeys(taken)):
            right += 1 if across[chains[one, number][-2]] < across[chains[other, number][-2]] else -1
    return right < 0


def arranged(layers: Layers, sizes: list[tuple[float, float]]) -> Layout:
    """The layout of boxes of these widths and heights: none overlap, and each is near the middle of its neighbours."""
    count = len(sizes)
    widths = {number: sizes[number][0] if number < count else LANE for row in layers.rows for number in row}
    middles = _middles(layers, widths)
    bands, top = [], 0.0
    for row in layers.rows:
        height = max(sizes[number][1] for number in row if number < count)
        bands.append((top, top + height))
        top += height + DROP
    places = {
        number: Place(layer, middles[number], (upper + lower - sizes[number][1]) / 2, *sizes[number])
        for layer, (row, (upper, lower)) in enumerate(zip(layers.rows, bands, strict=True))
        for number in row
        if number < count
    }
    width = max((middles[number] + widths[number] / 2 for number in middles), default=0.0)
    bends = {number: middle for number, middle in middles.items() if number >= count}
    return Layout(width, max(top - DROP, 0.0), [places[number] for number in range(count)], bends, bands)


def _middles(layers: Layers, widths: dict[int, float]) -> dict[int, float]:
    """The middle of all that lies in the layers; what is in one column stays straight below itself."""
    steps = sorted({step for chain in layers.chains.values() for step in pairwise(chain)})
    column = _columns(layers, steps)
    columns = {one: _Column() for one in column.values()}
    for number, width in widths.items():
        columns[column[number]].half = max(columns[column[number]].half, width / 2)
    for row in layers.rows:
        for one, other in pairwise(row):
            apart = (widths[one] + widths[other]) / 2 + GAP
            columns[column[one]].right.append((column[other], apart))
            columns[column[other]].left.append((column[one], apart))
    for one, other in steps:
        if column[one] != column[other]:
            columns[column[one]].joined.append(column[other])
            columns[column[other]].joined.append(column[one])
    placed = _placed(columns)
    return {number: placed[column[number]] for number in widths}


def _columns(layers: Layers, steps: list[tuple[int, int]]) -> dict[int, int]:
    """For each number the column that it is in: arrows that lead straight down join what they lead to.

    Columns are named by a number in them, and come from left to right.
    """
    above = {other: one for one, other in steps if layers.across[one] == layers.across[other]}
    column: dict[int, int] = {}
    for row in layers.rows:
        for number in row:
            column[number] = column[above[number]] if number in above else number
    return {number: column[number] for number in sorted(column, key=lambda one: layers.across[one])}


def _placed(columns: dict[int, _Column]) -> dict[int, float]:
    """The columns' middles: as far apart as they must be, and else in the middle of what they are joined to."""
    placed: dict[int, float] = {}
    for name, column in columns.items():
        placed[name] = max([column.half, *(placed[one] + apart for one, apart in column.left)])
    width = max((placed[name] + column.half for name, column in columns.items()), default=0.0)
    furthest: dict[int, float] = {}
    for name, column in reversed(columns.items()):
        furthest[name] = min([width - column.half, *(furthest[one] - apart for one, apart in column.right)])
        placed[name] = (placed[name] + furthest[name]) / 2
    for sweep in range(SWEEPS):
        for name, column in columns.items() if sweep % 2 else reversed(columns.items()):
            least = max([column.half, *(placed[one] + apart for one, apart in column.left)])
            most = min([width - column.half, *(placed[one] - apart for one, apart in column.right)])
            joined = [placed[one] for one in column.joined]
            wanted = sum(joined) / len(joined) if joined else placed[name]
            placed[name] = max(least, min(most, wanted))
    return placed
