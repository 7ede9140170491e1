"""`kata show` and `kata diff`, run for real on a toy course."""

import json
from pathlib import Path

import pytest
from modelgraph import Call, Graph, Input, Tensor, graph_from_json, graph_to_json

from .conftest import ANSWER, STARTER, Run

TARGET = Graph(
    (Input("pair", (2,), "float32"),),
    (
        Call("Input", shapes=((None, 2),), dtypes=("float32",)),
        Call("Dense", (Tensor(0, role="inputs"),), {"units": 3}, layer=0, shapes=((None, 3),), dtypes=("float32",)),
    ),
    {"triple": Tensor(1)},
    parameters=9,
)
DRAWN = """○  pair    Input (2,) float32
◉  triple  head: Dense 3

○ input   ● call   ◉ head
"""


@pytest.fixture
def targeted(toy: Path) -> Path:
    """The toy course, its first kata with a target."""
    (toy / "katas/01_triple/target.json").write_bytes(graph_to_json(TARGET))
    return toy


def test_show_draws_a_target_in_the_terminal(kata: Run, targeted: Path) -> None:
    result = kata("show", "1")
    assert (result.returncode, result.stdout, result.stderr) == (0, DRAWN, "")


def test_show_draws_as_mermaid(kata: Run, targeted: Path) -> None:
    assert kata("show", "triple", "--mermaid").stdout.startswith("flowchart TD\n    pair([")


def test_show_writes_an_svg(kata: Run, targeted: Path) -> None:
    result = kata("show", "1", "--svg", "picture.svg")
    assert (result.returncode, result.stdout) == (0, "picture.svg is written.\n")
    assert (targeted / "picture.svg").read_text().startswith("<svg ")


def test_an_svg_that_can_not_be_written_is_told(kata: Run, targeted: Path) -> None:
    result = kata("show", "1", "--svg", "no/such/folder.svg")
    assert (result.returncode, "no/such/folder.svg can't be written: No such file" in result.stderr) == (2, True)


def test_a_kata_without_a_target_has_nothing_to_draw(kata: Run) -> None:
    result = kata("show", "2")
    assert (result.returncode, "02_other_triple has no one graph to draw" in result.stderr) == (2, True)


def test_show_draws_an_answer(kata: Run, targeted: Path) -> None:
    result = kata("show", "solutions/01_triple/functional.py")
    assert (result.returncode, result.stdout) == (0, DRAWN)


def test_show_asks_whose_answer_a_file_is(kata: Run, toy: Path) -> None:
    (toy / "mine.py").write_text(ANSWER)
    result = kata("show", "mine.py")
    assert (result.returncode, "mine.py could be an answer to any kata." in result.stderr) == (2, True)


def test_a_file_that_gives_no_model_is_told_with_the_reason(kata: Run, targeted: Path) -> None:
    (targeted / "katas/01_triple/triple.py").write_text("import kears\n")
    result = kata("show", "katas/01_triple/triple.py")
    assert (result.returncode, result.stderr) == (
        2,
        "kata: katas/01_triple/triple.py gives no model that can be drawn: No module named 'kears'\n".replace(
            "No module", "ModuleNotFoundError: No module"
        ),
    )


def test_diff_draws_both_and_says_what_differs(kata: Run, targeted: Path) -> None:
    result = kata("diff", "1")
    assert (targeted / "katas/01_triple/triple.py").read_text() == STARTER
    assert (result.returncode, result.stdout) == (
        1,
        """Your model

  ○  pair    Input (2,) float32
≠ ◉  triple  head: Dense 2

The target

  ○  pair    Input (2,) float32
≠ ◉  triple  head: Dense 3

○ input   ● call   ◉ head   ≠ no equal in the other

≠ `triple` is `Dense 2`; the target has `Dense 3` there. Look at its units.
""",
    )


def test_diff_of_a_right_answer_says_that_it_is_the_target(kata: Run, targeted: Path) -> None:
    result = kata("diff", "1", "--answer", "solutions/01_triple/functional.py")
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, "Your model's graph is the target.")


def test_diff_as_json_holds_both_graphs(kata: Run, targeted: Path) -> None:
    result = kata("diff", "1", "--json")
    told = json.loads(result.stdout)
    assert graph_from_json(json.dumps(told["target"]).encode()) == TARGET
    assert {name: told[name] for name in ("kata", "same", "in_other_words", "differences")} == {
        "kata": "01_triple",
        "same": False,
        "in_other_words": False,
        "differences": ["`triple` is `Dense 2`; the target has `Dense 3` there. Look at its units."],
    }
