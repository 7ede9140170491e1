"""The course's texts agree with each other, and its targets with its solutions."""

import re
from pathlib import Path

import pytest
from dojo.authoring import solution_graph
from dojo.content import content_problems
from dojo.course import Course, Kata
from modelgraph import graph_to_json

KATAS = Course(Path(__file__).parent.parent.parent).katas


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
def test_a_katas_texts_agree_and_keep_to_their_sizes(course: Course, kata: Kata) -> None:
    assert content_problems(course, kata) == []


@pytest.mark.parametrize("kata", [one for one in KATAS if one.target.exists()], ids=lambda kata: kata.name)
def test_a_target_is_the_graph_of_the_solution(kata: Kata) -> None:
    assert graph_to_json(solution_graph(kata)) == kata.target.read_bytes()


def test_the_path_lists_every_kata_and_no_other(root: Path) -> None:
    path = (root / "katas/README.md").read_text()
    assert re.findall(r"\]\((\w+)/README.md\)", path) == [kata.name for kata in KATAS]
