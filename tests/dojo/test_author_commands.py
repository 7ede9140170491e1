"""`kata author`, run for real on a toy course."""

from pathlib import Path

import pytest
from modelgraph import graph_from_json

from .conftest import ANSWER, STARTER, Run
from .test_graph_commands import TARGET

BRIEF = """# Triple

```mermaid
```

## Build
"""


def test_author_target_writes_the_target_and_the_briefs_picture(kata: Run, toy: Path) -> None:
    (toy / "katas/01_triple/README.md").write_text(BRIEF)
    result = kata("author", "target", "1")
    assert (result.returncode, result.stdout) == (0, "katas/01_triple/target.json is written.\n")
    assert graph_from_json((toy / "katas/01_triple/target.json").read_bytes()) == TARGET
    assert 'triple["triple = Dense 3"]' in (toy / "katas/01_triple/README.md").read_text()


def test_author_target_of_a_kata_without_a_solution_is_told(kata: Run, toy: Path) -> None:
    (toy / "solutions/01_triple/functional.py").unlink()
    result = kata("author", "target", "1")
    assert (result.returncode, "holds no functional.py or subclassed.py" in result.stderr) == (2, True)


def test_author_check_tells_what_is_wrong_with_each_kata(kata: Run, toy: Path) -> None:
    answers = toy / "tests/answers/01_triple"
    answers.mkdir(parents=True)
    (answers / "right_but_two.py").write_text(STARTER)
    (answers / "wrong_but_three.py").write_text(f"# Three.\n# test_it_gives_a_triple\n# no graph\n{ANSWER}")
    (toy / "katas/README.md").write_text("| 01 | [triple](01_triple/README.md) | three |\n")
    result = kata("author", "check", "1")
    assert result.returncode == 1
    assert [
        sentence
        for sentence in (
            "tests/answers/01_triple holds 1 right answers; at least 4 are wanted.",
            "starter: fails 1 tests by assertion, with no problem; 2 are wanted.",
            "right_but_two: is right and refused:",
            "wrong_but_three: is wrong and passes.",
            "never first or alone to fail: test_it_takes_a_pair",
            "1 kata with 2 tests; judged: 1 starter, 1 solution, 1 right, 1 wrong.",
        )
        if sentence not in result.stdout
    ] == []


def test_author_new_starts_a_kata_whose_solution_passes(kata: Run, toy: Path) -> None:
    (toy / "katas/README.md").write_text("")
    assert kata("author", "new", "25", "some_word").stdout == (
        "katas/25_some_word is there, with a solution in solutions/25_some_word.\n"
        "See what it lacks: uv run kata author check 25\n"
    )
    told = kata("author", "check", "25").stdout
    assert ("README.md has a TODO in it." in told, "functional:" in told) == (True, False)


@pytest.mark.parametrize(
    ("number", "word", "told"),
    [
        ("1", "other", "There is 01_triple already"),
        ("7", "triple", "There is 01_triple already"),
        ("100", "word", "100 can't be a kata's number: 1 to 99 are wanted."),
        ("7", "Two-Inputs", "'Two-Inputs' can't be a kata's word: small letters are wanted"),
    ],
)
def test_author_new_refuses_what_is_taken_or_can_not_be(kata: Run, number: str, word: str, told: str) -> None:
    result = kata("author", "new", number, word)
    assert (result.returncode, told in result.stderr) == (2, True)
