"""What a verdict says, as a piece of HTML that the report opens on demand."""

import base64
import hashlib
import zlib
from functools import cached_property, lru_cache, partial

import msgspec
from markupsafe import Markup
from modelgraph import Graph, ModelGraphError, graph_from_json
from modelgraph.svg import STYLE, draw_both, draw_svg

from dojo.course import Kata
from dojo.grading.records import Graded
from dojo.grading.templating import in_pieces

MOST_DRAWN = 32  # graphs whose drawings are kept for the next answer with the same one
MOST_CALLS = 100  # of a graph that is drawn, five times the largest target; a stranger's may have thousands


class Figure(msgspec.Struct, frozen=True):
    """Drawings, none where there is nothing to draw, and what they show."""

    caption: str = ""
    drawings: list[Markup] = []


class VerdictTexts:
    """The texts of the verdicts on a kata, equal ones once, packed as they come: those of a class are large."""

    def __init__(self, kata: Kata) -> None:
        self._target = graph_from_json(kata.target.read_bytes()) if kata.target.exists() else None
        self._numbers: dict[bytes, int] = {}
        self._packer = zlib.compressobj(9)
        self._packed = [self._packer.compress(b"[")]
        self._drawn_once = lru_cache(MOST_DRAWN)(partial(_drawn, self._target))

    def number_of(self, one: Graded) -> int:
        """The number of the text of this verdict."""
        compared = one.verdict.graph
        is_target = compared is not None and compared.same and not compared.in_other_words
        graph = b"" if is_target or one.graph is None else bytes(one.graph)
        verdict = msgspec.structs.replace(one.verdict, learner=None, seconds=0.0)
        key = hashlib.sha256(msgspec.json.encode([verdict, is_target]) + graph).digest()
        if key not in self._numbers:
            figure = self._figure_of_target if is_target else self._figure(graph)
            comma = b"," if self._numbers else b""
            self._numbers[key] = len(self._numbers)
            text = "".join(in_pieces("verdict.html", verdict=verdict, figure=figure))
            self._packed.append(self._packer.compress(comma + msgspec.json.encode(text)))
        return self._numbers[key]

    def packed(self) -> str:
        """All texts, once there are no more to come: a JSON list, compressed, in base64."""
        end = self._packer.compress(b"]") + self._packer.flush()
        return base64.b64encode(b"".join([*self._packed, end])).decode()

    @cached_property
    def _figure_of_target(self) -> Figure:
        drawings = [draw_svg(self._target)] if self._target else []
        return Figure("The answer's graph is the target.", [_styled_by_the_page(drawing) for drawing in drawings])

    def _figure(self, graph: bytes) -> Figure:
        """The graph, beside the target if there is one."""
        return self._drawn_once(graph) if graph else Figure()


def _drawn(target: Graph | None, graph: bytes) -> Figure:
    try:
        read = graph_from_json(graph)
    except ModelGraphError:
        return Figure("The answer's graph can't be read.")
    if len(read.calls) > MOST_CALLS:
        return Figure(f"The answer's graph has {len(read.calls)} calls; at most {MOST_CALLS} are drawn.")
    try:
        drawings = draw_both(read, target) if target else [draw_svg(read)]
    except Exception as error:  # one odd graph is not to cost a class its page
        return Figure(f"The answer's graph can't be drawn: {error}"[:300])
    caption = "The graph of the answer."
    if target:
        caption = "The answer's graph and the target; a dashed border and ≠ mark what has no equal in the other."
    return Figure(caption, [_styled_by_the_page(drawing) for drawing in drawings])


def _styled_by_the_page(drawing: str) -> Markup:
    """A drawing to stand in the page, whose style holds modelgraph's."""
    return Markup(drawing.replace(f"<style>{STYLE}</style>", ""))
