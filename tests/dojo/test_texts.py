"""What the commands say, where a whole run would be too much to show one thing."""

from pathlib import Path

import pytest
from dojo.course import Kata
from dojo.texts import verdict_text
from dojo.verdict import GraphVerdict, TestOutcome, Verdict

KATA = Kata(Path("katas/01_triple"))
WIRING = TestOutcome(
    "test_it_is_wired", "failed", "    assert compare(graph, TARGET).differences == []\nE   assert ['a']"
)
SIZES = TestOutcome("test_its_sizes", "failed", "E   assert 2 == 3")


def shown(*tests: TestOutcome, differences: list[str]) -> str:
    graph = GraphVerdict(same=not differences, differences=differences)
    return verdict_text(KATA, Verdict("01_triple", False, tests=list(tests), graph=graph), "triple.py")


@pytest.mark.parametrize(("seconds", "told"), [(0.0, "0.00 s"), (0.043, "0.04 s"), (0.31, "0.3 s"), (180.0, "180.0 s")])
def test_a_verdict_that_came_at_once_is_told_in_hundredths(seconds: float, told: str) -> None:
    text = verdict_text(KATA, Verdict("01_triple", True, seconds=seconds), "triple.py")
    assert f"(triple.py, {told})" in text


def test_what_the_graph_tells_is_told_once() -> None:
    text = shown(WIRING, SIZES, differences=["a"])
    assert ("E   assert ['a']" in text, "E   assert 2 == 3" in text) == (False, True)


def test_a_failure_in_the_wiring_alone_leaves_the_sentences() -> None:
    assert shown(WIRING, differences=["a"]).splitlines()[-3:] == [
        "  [red]≠[/] a",
        "",
        "Edit triple.py and check again. Stuck? uv run kata hint 1",
    ]


def test_without_sentences_the_first_failure_is_shown() -> None:
    assert "E   assert ['a']" in shown(WIRING, SIZES, differences=[])
