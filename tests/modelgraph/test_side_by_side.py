"""The program that judges the known answers in the usual ways, too, runs, and its table can be told."""

import io
from collections.abc import Callable

import pytest
from dojo.course import Course
from rich.console import Console

from .side_by_side import OURS, ROOT, WAYS, Judged, judged, table_of


@pytest.fixture(scope="module")
def found() -> list[Judged]:
    return judged([Course(ROOT).kata("second_output")])


@pytest.fixture
def mistakes(found: list[Judged]) -> Callable[[str], int]:
    """How many right answers a way refuses and wrong ones it accepts."""
    return lambda way: sum(one.way == way and one.accepted != one.is_right for one in found)


def test_the_graph_makes_no_mistake(mistakes: Callable[[str], int]) -> None:
    assert mistakes(OURS) == 0


@pytest.mark.parametrize("way", [way for way in WAYS if way != OURS])
def test_each_usual_way_makes_some(mistakes: Callable[[str], int], way: str) -> None:
    assert mistakes(way) > 0


@pytest.mark.parametrize("way", WAYS)
def test_no_way_refuses_or_accepts_all(found: list[Judged], way: str) -> None:
    assert {one.accepted for one in found if one.way == way} == {True, False}


def test_the_table_has_a_row_for_each_way(found: list[Judged]) -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(table_of(found))
    rows = [line for line in console.file.getvalue().splitlines() if line.startswith("│")]
    assert [row.split("│")[1].strip() for row in rows] == list(WAYS)
