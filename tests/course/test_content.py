"""The course's content agrees with itself and keeps to its sizes."""

import re
from pathlib import Path

import pytest
from dojo.authoring import PICTURE, STYLES, solution_graph
from dojo.course import Course, Kata
from modelgraph import draw_mermaid, graph_from_json, graph_to_json

KATAS = Course(Path(__file__).parent.parent.parent).katas
each_kata = pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
each_target = pytest.mark.parametrize(
    "kata", [kata for kata in KATAS if kata.target.exists()], ids=lambda kata: kata.name
)


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@each_kata
def test_a_kata_has_three_hints_of_at_most_60_words(kata: Kata) -> None:
    lengths = [len(words(hint)) for hint in kata.toml.hints]
    assert (len(lengths), max(lengths) <= 60) == (3, True), lengths


@each_kata
def test_hints_hold_no_line_of_a_solution(kata: Kata) -> None:
    lines = {line.strip() for path in kata.solutions.glob("*.py") for line in path.read_text().splitlines()}
    told = [line for line in lines if len(line) > 20 and any(line in hint for hint in kata.toml.hints)]
    assert told == []


@each_kata
def test_a_kata_comes_after_katas_that_are_earlier_on_the_path(kata: Kata) -> None:
    earlier = {other.word for other in KATAS if other.number < kata.number}
    assert set(kata.toml.after) - earlier == set()


@each_kata
def test_a_starter_is_short_and_has_one_todo(kata: Kata) -> None:
    text = kata.starter.read_text()
    assert (len(text.splitlines()) < 30, text.count("TODO")) == (True, 1)


@each_kata
def test_solutions_are_under_40_lines(kata: Kata) -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in kata.solutions.glob("*.py")}
    assert {name: length for name, length in lengths.items() if length >= 40} == {}
    assert lengths.keys() & {f"{style}.py" for style in STYLES} == lengths.keys() != set()


@each_kata
def test_a_brief_is_20_to_45_lines_beside_its_picture(kata: Kata) -> None:
    text = PICTURE.sub("", kata.brief.read_text())
    assert 20 <= len(text.splitlines()) <= 45


@each_target
def test_a_target_is_the_graph_of_the_solution(kata: Kata) -> None:
    assert graph_to_json(solution_graph(kata)) == kata.target.read_bytes()


@each_target
def test_a_briefs_picture_is_the_target(kata: Kata) -> None:
    graph = graph_from_json(kata.target.read_bytes())
    assert PICTURE.findall(kata.brief.read_text()) == [f"```mermaid\n{draw_mermaid(graph)}```"]


@each_kata
def test_a_brief_names_the_file_to_edit_and_how_to_check_it(kata: Kata) -> None:
    brief = kata.brief.read_text()
    assert (f"`{kata.answer.name}`" in brief, f"uv run kata check {kata.number}\n" in brief) == (True, True)


@each_kata
def test_a_kata_folder_holds_only_what_belongs_there(kata: Kata) -> None:
    generated = re.compile(rf"{kata.word}(\..*)?\.py|__pycache__|\.pytest_cache")
    found = {path.name for path in kata.folder.iterdir() if not generated.fullmatch(path.name)}
    assert found - {"target.json"} == {"README.md", "kata.toml", "starter.py", kata.spec.name}


def test_the_path_lists_every_kata_in_order(root: Path) -> None:
    rows = re.findall(r"^\| (\d\d) \| \[(\w+)\]\((\w+)/README.md\) \|", (root / "katas/README.md").read_text(), re.M)
    assert rows == [(f"{kata.number:02}", kata.word, kata.name) for kata in KATAS]
