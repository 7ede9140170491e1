"""Graphs as pictures: for a terminal, as Mermaid and as SVG; alone, or beside the target, differences marked."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import keras
import pytest
from keras import layers
from modelgraph import Graph, draw_mermaid, draw_svg, draw_text, graph_from_json, graph_of
from msgspec.structs import replace

SVG = "{http://www.w3.org/2000/svg}"
TARGETS = sorted((Path(__file__).parent.parent.parent / "katas").glob("*/target.json"))
each_target = pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.parent.name)


def read(path: Path) -> Graph:
    return graph_from_json(path.read_bytes())


def siamese(join: Any = layers.subtract, left: str = "left") -> Graph:
    one, other = keras.Input((6,), name=left), keras.Input((6,), name="right")
    dense = layers.Dense(8, activation="relu")
    return graph_of(keras.Model([one, other], {"same": layers.Dense(1)(join([dense(one), dense(other)]))}))


def attending() -> Graph:
    steps = keras.Input((7, 8), name="steps")
    memory = layers.Dense(8)(steps)
    return graph_of(keras.Model(steps, {"code": layers.MultiHeadAttention(2, 4)(steps, memory)}))


def test_a_terminal_gets_a_row_for_each_call_and_a_rail_for_each_tensor() -> None:
    assert (
        draw_text(siamese())
        == """\
○    left         Input (6,) float32
│ ○  right        Input (6,) float32
● │  left.dense   Dense 8 relu
│ ●  right.dense  left.dense again
●─╯  subtract     Subtract <- left.dense, right.dense
◉    same         head: Dense 1

○ input   ● call   ◉ head
"""
    )


def test_beside_the_target_rows_without_an_equal_are_marked() -> None:
    marked = [line for line in draw_text(siamese(layers.add), siamese()).splitlines() if line.startswith("≠")]
    assert [line.split()[2] for line in marked] == ["add", "same", "subtract", "same"]


@pytest.mark.parametrize("other", [keras.Input((4,), dtype="int32", name="x"), keras.Input((7,), name="x")], ids=str)
def test_an_input_of_another_kind_is_marked(other: keras.KerasTensor) -> None:
    given = keras.Input((4,), name="x")
    target, graph = (graph_of(keras.Model(one, {"z": layers.Dense(2)(one)})) for one in (given, other))
    marked = [line.split()[2] for line in draw_text(graph, target).splitlines() if line.startswith("≠")]
    assert marked == ["x", "x"]


@each_target
def test_a_katas_target_fits_80_columns(path: Path) -> None:
    assert max(len(line) for line in draw_text(read(path)).splitlines()) <= 80


@each_target
@pytest.mark.parametrize("width", [60, 100])
def test_every_call_has_its_row_at_any_width(path: Path, width: int) -> None:
    graph = read(path)
    rows = [line for line in draw_text(graph, width=width).splitlines() if re.match(r"[│├─┤╰╯┼┴ ]*[○●◉]", line)]
    boxes = ElementTree.fromstring(draw_svg(graph)).findall(f".//{SVG}g/{SVG}rect")
    assert len(rows) - 1 == len(boxes)  # the last row is the legend


def test_mermaid_names_the_boxes_and_the_arguments() -> None:
    assert (
        draw_mermaid(attending())
        == """flowchart TD
    steps(["steps: (7, 8) float32"])
    dense["Dense 8"]
    code["code = MultiHeadAttention 2 4"]
    steps --> dense
    steps -- "query" --> code
    dense -- "value" --> code
    style code stroke-width:3px
"""
    )


def test_mermaid_keeps_its_own_words_out_of_ids() -> None:
    given = keras.Input((3,), name="end")
    assert 'end_(["end: (3,) float32"])' in draw_mermaid(
        graph_of(keras.Model(given, {"graph": layers.Dense(1)(given)}))
    )


class Box:
    """A rectangle of a drawing."""

    def __init__(self, rect: ElementTree.Element) -> None:
        self.x, self.y = float(rect.get("x", "")), float(rect.get("y", ""))
        self.right, self.bottom = self.x + float(rect.get("width", "")), self.y + float(rect.get("height", ""))

    def overlaps(self, other: "Box") -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@each_target
def test_no_two_boxes_of_a_picture_overlap(path: Path) -> None:
    boxes = [Box(rect) for rect in ElementTree.fromstring(draw_svg(read(path))).findall(f".//{SVG}g/{SVG}rect")]
    pairs = [(one, other) for index, one in enumerate(boxes) for other in boxes[:index]]
    assert [pair for pair in pairs if pair[0].overlaps(pair[1])] == []


@each_target
def test_a_pictures_letters_are_11_pixels_high_where_it_is_400_wide(path: Path) -> None:
    width = float(ElementTree.fromstring(draw_svg(read(path))).get("viewBox", "").split()[2])
    assert 13 * min(1, 400 / width) >= 11 - 1e-6


@each_target
def test_a_picture_is_whole_in_itself(path: Path) -> None:
    svg = draw_svg(read(path))
    assert re.findall(r"href|url\(|@import|<script|https?://(?!www\.w3\.org/2000/svg)", svg) == []


def test_a_picture_has_dark_colours_too() -> None:
    assert "@media (prefers-color-scheme: dark)" in draw_svg(siamese())


def test_a_pictures_text_is_text() -> None:
    root = ElementTree.fromstring(draw_svg(siamese()))
    words = " ".join(text.text or "" for text in root.findall(f".//{SVG}text"))
    assert [name for name in ("left", "right", "Dense", "Subtract", "same") if name not in words] == []


def test_a_picture_can_be_told_to_who_does_not_see_it() -> None:
    described = ElementTree.fromstring(draw_svg(siamese())).findtext(f"{SVG}desc") or ""
    assert "same: Dense 1 <- subtract" in described.splitlines()


def test_both_pictures_stand_in_one_with_the_differences_marked_in_words() -> None:
    root = ElementTree.fromstring(draw_svg(siamese(layers.add), siamese()))
    texts = [text.text for text in root.findall(f".//{SVG}text")]
    assert [texts.count(one) for one in ("Your model", "The target", "≠ differs")] == [1, 1, 4]


@pytest.mark.parametrize("name", ["<b>&amp;\"'", "a\x1b[31mb", "-->", "x" * 300, "图像", "a]]>b"], ids=ascii)
def test_a_strangers_names_break_no_picture(name: str) -> None:
    graph = siamese()
    first, *others = graph.inputs
    graph = replace(graph, inputs=(replace(first, name=name), *others))
    svg, mermaid = draw_svg(graph), draw_mermaid(graph)
    ElementTree.fromstring(svg)
    assert all(line.count('"') % 2 == 0 for line in mermaid.splitlines())
    assert "\x1b" not in draw_text(graph) + svg + mermaid


def test_a_model_without_calls_is_drawn() -> None:
    given = keras.Input((3,), name="x")
    graph = graph_of(keras.Model(given, {"y": given}))
    assert (draw_text(graph).splitlines()[0], "y" in draw_svg(graph)) == ("○  x  Input (3,) float32", True)


def test_a_published_model_is_drawn() -> None:
    model = keras.applications.MobileNetV2(weights=None, input_shape=(96, 96, 3), classes=5)
    root = ElementTree.fromstring(draw_svg(graph_of(model)))
    assert len(root.findall(f".//{SVG}g/{SVG}rect")) > 100
