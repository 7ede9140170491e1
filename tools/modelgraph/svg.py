"""`draw_svg`: a graph as a picture of its own, without a font, script or style from elsewhere."""

from html import escape
from itertools import pairwise

import msgspec

from modelgraph.boxes import Arrow, Box, boxes_of, compared_boxes
from modelgraph.caption import TextLine, caption_of
from modelgraph.graph import Graph
from modelgraph.layout import GAP, LANE, Layers, Layout, Place, arranged, layers_of

FONT = 13.0
LETTER = 0.605 * FONT  # no common font of fixed width is wider
LEADING = 16.0  # from line to line
PADDING = 6.0
MARGIN = 10.0
HEADING = 30.0
READABLE = 400 * FONT / 11  # a drawing so wide has letters of 11 pixels where it is shown 400 pixels wide
SHORTEST, LONGEST = 11, 26  # the columns of text in a box, as the number of boxes side by side allows
TIP = 7.0  # an arrow's head
HEADINGS = ["Your model", "The target"]

STYLE = """
.modelgraph { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.modelgraph .page { fill: #ffffff; }
.modelgraph .box rect { fill: #f4f6fa; stroke: #5b6b84; stroke-width: 1.2; }
.modelgraph .input rect { fill: #e3f1ea; stroke: #2c7a55; }
.modelgraph .head rect { fill: #fdf1da; stroke: #8a5a00; stroke-width: 3.2; }
.modelgraph .again rect { stroke-dasharray: 2 3; }
.modelgraph .differs rect { stroke: #b3261e; stroke-width: 3.2; stroke-dasharray: 9 5; }
.modelgraph text { fill: #1c2430; text-anchor: middle; }
.modelgraph .title, .modelgraph .heading { font-weight: bold; }
.modelgraph .name { fill: #4c5a70; font-style: italic; }
.modelgraph text.differs { fill: #b3261e; font-weight: bold; }
.modelgraph .line { fill: none; stroke: #5b6b84; stroke-width: 1.4; }
.modelgraph .tip { fill: #5b6b84; }
@media (prefers-color-scheme: dark) {
.modelgraph .page { fill: #14181f; }
.modelgraph .box rect { fill: #222a36; stroke: #93a3bd; }
.modelgraph .input rect { fill: #163427; stroke: #5fc596; }
.modelgraph .head rect { fill: #3a2c10; stroke: #e5b45a; }
.modelgraph .differs rect { stroke: #ff8a80; }
.modelgraph text { fill: #eef2f8; }
.modelgraph .name { fill: #b4c0d3; }
.modelgraph text.differs { fill: #ff8a80; }
.modelgraph .line { stroke: #93a3bd; }
.modelgraph .tip { fill: #93a3bd; }
}
"""


class _Picture(msgspec.Struct, frozen=True):
    """A drawn graph and its size."""

    width: float
    height: float
    lines: list[str]


def draw_svg(graph: Graph, target: Graph | None = None) -> str:
    """The picture as an SVG document: inputs round, heads thick, further calls of a layer dotted.

    With a target both graphs, side by side where that can be read 400 pixels wide, else one below the other;
    a dashed border and `≠` mark a box that has no equal in the other.

    >>> import keras
    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> draw_svg(graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))).startswith("<svg ")
    True
    """
    if target is None:
        boxes = boxes_of(graph)
        return _document([_picture(boxes)], [""], ["The model's graph"], [boxes])
    both = compared_boxes(graph, target)
    return _document([_picture(boxes) for boxes in both], HEADINGS, HEADINGS, list(both))


def draw_both(graph: Graph, target: Graph) -> list[str]:
    """The same of both graphs in a document each, for a page that puts them side by side where it is wide enough."""
    both = zip(compared_boxes(graph, target), HEADINGS, strict=True)
    return [_document([_picture(boxes)], [heading], [heading], [boxes]) for boxes, heading in both]


def _document(pictures: list[_Picture], headings: list[str], titles: list[str], boxes: list[list[Box]]) -> str:
    beside = sum(one.width + 2 * MARGIN for one in pictures) <= READABLE
    x, y, width, height = 0.0, 0.0, 0.0, 0.0
    drawn = []
    widest = max(one.width for one in pictures) + 2 * MARGIN
    for picture, heading in zip(pictures, headings, strict=True):
        left = x + (MARGIN if beside else (widest - picture.width) / 2)
        top = y + MARGIN + (HEADING if heading else 0)
        if heading:
            middle = left + picture.width / 2
            drawn.append(f'<text class="heading" x="{middle:.1f}" y="{y + MARGIN + FONT:.1f}">{heading}</text>')
        drawn += [f'<g transform="translate({left:.1f} {top:.1f})">', *picture.lines, "</g>"]
        width = max(width, x + picture.width + 2 * MARGIN)
        height = max(height, top + picture.height + MARGIN)
        x, y = (width, 0.0) if beside else (0.0, height)
    least = f" min-width: {width * 11 / FONT:.0f}px;" if width > READABLE else ""
    told = "\n\n".join(
        "\n".join([title, *(box.text for box in some)]) for title, some in zip(titles, boxes, strict=True)
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="modelgraph" role="img" width="100%" '
            f'viewBox="0 0 {width:.1f} {height:.1f}" style="max-width: {width:.0f}px;{least}">',
            f"<title>{' and '.join(titles)}</title>",
            f"<desc>{escape(told)}</desc>",
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{width:.1f}" height="{height:.1f}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _picture(boxes: list[Box]) -> _Picture:
    layers = layers_of([[arrow.source for arrow in box.arrows] for box in boxes])
    arrows = [_from_left(number, box, layers) for number, box in enumerate(boxes)]
    for room in range(_room(layers, len(boxes)), SHORTEST - 1, -1):
        captions = [caption_of(box, given, room) for box, given in zip(boxes, arrows, strict=True)]
        layout = arranged(layers, [_size(caption) for caption in captions])
        if layout.width + 2 * MARGIN <= READABLE:
            break
    lines = [
        line
        for number, given in enumerate(arrows)
        for position, arrow in enumerate(given)
        for line in _arrow(layout, layers.chains[arrow.source, number], position, len(given))
    ]
    for box, place, caption in zip(boxes, layout.places, captions, strict=True):
        lines += _box(box, place, caption)
    return _Picture(layout.width, layout.height, lines)


def _from_left(number: int, box: Box, layers: Layers) -> list[Arrow]:
    """A box's arrows in the order in which they reach it from left to right."""
    column = {one: index for row in layers.rows for index, one in enumerate(row)}
    return sorted(box.arrows, key=lambda arrow: column[layers.chains[arrow.source, number][-2]])


def _room(layers: Layers, count: int) -> int:
    """The columns of text with which the fullest layer can still be read 400 pixels wide."""
    rooms = [LONGEST]
    for row in layers.rows:
        boxes = sum(number < count for number in row)
        free = READABLE - 2 * MARGIN - GAP * (len(row) - 1) - LANE * (len(row) - boxes)
        rooms.append(int((free / boxes - 2 * PADDING) / LETTER) if boxes else LONGEST)
    return max(min(rooms), SHORTEST)


def _size(caption: list[TextLine]) -> tuple[float, float]:
    return max(line.columns for line in caption) * LETTER + 2 * PADDING, len(caption) * LEADING + 2 * PADDING


def _arrow(layout: Layout, chain: tuple[int, ...], position: int, count: int) -> list[str]:
    """A line from the first box down to the last: straight through the layers, curved only between them."""
    source, target = layout.places[chain[0]], layout.places[chain[-1]]
    step = min(LANE, target.width / (count + 1))
    ends = [source.x, *(layout.bends[bend] for bend in chain[1:-1]), target.x + (position - (count - 1) / 2) * step]
    drawn = f"M{ends[0]:.1f} {source.bottom:.1f}"
    between = [(over[1], under[0] - TIP) for over, under in pairwise(layout.bands[source.layer : target.layer + 1])]
    for (above, below), (top, bottom) in zip(pairwise(ends), between, strict=True):
        if abs(above - below) < 0.5:
            continue
        half = (top + bottom) / 2
        drawn += f" V{top:.1f} C{above:.1f} {half:.1f} {below:.1f} {half:.1f} {below:.1f} {bottom:.1f}"
    x, y = ends[-1], target.top
    return [
        f'<path class="line" d="{drawn} V{y - TIP + 1:.1f}"/>',
        f'<path class="tip" d="M{x:.1f} {y:.1f} l{-TIP / 2:.1f} {-TIP:.1f} h{TIP:.1f} z"/>',
    ]


def _box(box: Box, place: Place, caption: list[TextLine]) -> list[str]:
    kinds = {"input": box.is_input, "head": box.is_head, "again": box.again, "differs": box.differs}
    left, bow = place.x - place.width / 2, 18 if box.is_input else 4
    size = f'width="{place.width:.1f}" height="{place.height:.1f}"'
    lines = [
        f'<g class="{" ".join(["box", *(kind for kind, holds in kinds.items() if holds)])}">',
        f"<title>{escape(box.text)}</title>",
        f'<rect x="{left:.1f}" y="{place.top:.1f}" {size} rx="{bow}"/>',
    ]
    y = place.top + PADDING + FONT - 1
    for line in caption:
        lines.append(f'<text class="{line.style}" x="{place.x:.1f}" y="{y:.1f}">{escape(line.text)}</text>')
        y += LEADING
    return [*lines, "</g>"]
