"""What authors write with the command's help."""

import re
import runpy
import sys
from pathlib import Path
from string import Template
from types import ModuleType
from typing import TYPE_CHECKING

from dojo.content import PICTURE, picture_of
from dojo.course import Course, Kata
from dojo.errors import KataError

if TYPE_CHECKING:
    from modelgraph import Graph


def new_kata(course: Course, number: int, word: str) -> Kata:
    """Starts a kata: its folder, a solution and the folder of its known answers; `kata author check` says what lacks.

    Raises KataError where number or word are taken or can't be.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", word):
        raise KataError(f"{word!r} can't be a kata's word: small letters are wanted, as in two_inputs.")
    if not 0 < number < 100:
        raise KataError(f"{number} can't be a kata's number: 1 to 99 are wanted.")
    taken = [kata.name for kata in course.katas if kata.number == number or kata.word == word]
    if taken:
        raise KataError(f"There is {taken[0]} already; choose another number and word.")
    kata = Kata(course.root / "katas" / f"{number:02}_{word}")
    folders = (kata.folder, kata.solutions, kata.known_answers)
    if there := next((folder for folder in folders if folder.exists()), None):
        raise KataError(f"{there} is there already; move it away, or choose another number and word.")
    for folder in folders:
        folder.mkdir(parents=True)
    files = {
        "README.md": kata.brief,
        "kata.toml": kata.folder / "kata.toml",
        "starter.py.txt": kata.starter,
        "spec.py.txt": kata.spec,
        "functional.py.txt": kata.solutions / "functional.py",
    }
    title = word.replace("_", " ").capitalize()
    for name, file in files.items():
        template = Template((Path(__file__).parent / "new_kata" / name).read_text("utf-8"))
        text = template.substitute(number=f"{number:02}", plain_number=number, word=word, title=title)
        file.write_text(text, "utf-8")
    return kata


def write_target(kata: Kata) -> None:
    """Writes the kata's `target.json`, the graph of its solution, and the picture of it in the brief."""
    from modelgraph import Graph, graph_to_json  # imports Keras, which quick commands don't wait for

    before = kata.target.read_bytes() if kata.target.exists() else None
    if before is None:
        kata.target.write_bytes(graph_to_json(Graph((), (), {})))  # for the spec, which reads it when it is imported
    try:
        graph = solution_graph(kata)
    except Exception:
        if before is None:
            kata.target.unlink()
        raise
    kata.target.write_bytes(graph_to_json(graph))
    brief = kata.brief.read_text("utf-8")
    kata.brief.write_text(PICTURE.sub(lambda _: picture_of(graph), brief), "utf-8")


def solution_graph(kata: Kata) -> "Graph":
    """The graph of the functional solution, or else of the subclassed one, called on the spec's `INPUTS`.

    It is compiled if the kata compiles.
    """
    from modelgraph import graph_of

    if not kata.solution_files:
        raise KataError(f"{kata.solutions} holds no functional.py or subclassed.py to write the target from.")
    solution = runpy.run_path(str(kata.solution_files[0]), run_name=kata.word)
    model = solution["build_model"]()
    if "compile_model" in solution:
        solution["compile_model"](model)
    return graph_of(model, spec_inputs(kata, solution))


def spec_inputs(kata: Kata, solution: dict[str, object]) -> dict[str, object]:
    """The spec's `INPUTS`; `solution` holds what an answer defines, for the spec imports one."""
    answer = ModuleType(kata.word)
    vars(answer).update(solution)
    sys.modules[kata.word] = answer  # which the spec imports
    try:
        return dict(runpy.run_path(str(kata.spec))["INPUTS"])
    finally:
        del sys.modules[kata.word]
