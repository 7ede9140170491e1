"""Whether a kata's texts agree with each other and keep to their sizes: what an author is told first of all."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dojo.course import STYLES, Course, Kata
from dojo.errors import KataError

if TYPE_CHECKING:
    from modelgraph import Graph

PICTURE = re.compile(r"```mermaid\n.*?```", re.DOTALL)
HINTS, HINT_WORDS = 3, 60
STARTER_LINES, SOLUTION_LINES = 30, 40
BRIEF_LINES = range(20, 46)  # beside its picture
RIGHT_ANSWERS, WRONG_ANSWERS = 4, 10
LEARNERS_FILES = r"(\..*)?\.py|my_test\.py|__pycache__|\.pytest_cache"
ROW = re.compile(r"^\| (\d\d) \| \[(\w+)\]\((\w+)/README.md\) \|", re.MULTILINE)


def content_problems(course: Course, kata: Kata) -> list[str]:
    """A sentence for each thing that is wrong with the kata's texts."""
    try:
        return [problem for rule in _RULES for problem in rule(course, kata)]
    except (KataError, OSError) as error:
        return [str(error)]


def picture_of(graph: "Graph") -> str:
    """The Mermaid block that a brief shows of its target."""
    from modelgraph import draw_mermaid

    return f"```mermaid\n{draw_mermaid(graph)}```"


def _toml(course: Course, kata: Kata) -> Iterator[str]:
    hints = kata.toml.hints
    if len(hints) != HINTS:
        yield f"kata.toml has {len(hints)} hints; {HINTS} are wanted."
    for number, hint in enumerate(hints, start=1):
        if len(hint.split()) > HINT_WORDS:
            yield f"Hint {number} has {len(hint.split())} words; at most {HINT_WORDS} are wanted."
    solutions = [path.read_text("utf-8") for path in sorted(kata.solutions.glob("*.py"))]
    lines = {line.strip() for solution in solutions for line in solution.splitlines()}
    told = sorted(line for line in lines if len(line) > 20 and any(line in hint for hint in hints))
    yield from (f"A hint holds a line of a solution: {line}" for line in told)
    earlier = {other.word for other in course.katas if other.number < kata.number}
    for word in kata.toml.after:
        if word not in earlier:
            yield f"kata.toml says that it comes after {word!r}, which isn't earlier on the path."
    if kata.toml.own_test and kata.toml.own_test not in kata.tests:
        yield f"kata.toml names {kata.toml.own_test!r} as own_test; the spec has no such test."


def _starter(course: Course, kata: Kata) -> Iterator[str]:
    text = kata.starter.read_text("utf-8")
    if len(text.splitlines()) >= STARTER_LINES:
        yield f"starter.py has {len(text.splitlines())} lines; fewer than {STARTER_LINES} are wanted."
    if text.count("TODO") != 1:
        yield f"starter.py has {text.count('TODO')} TODOs; one is wanted."


def _solutions(course: Course, kata: Kata) -> Iterator[str]:
    wanted = {f"{style}.py" for style in STYLES} | ({"my_test.py"} if kata.toml.own_test else set())
    found = {path.name: len(path.read_text("utf-8").splitlines()) for path in kata.solutions.glob("*.py")}
    if not kata.solution_files:
        yield f"{kata.solutions} holds no functional.py or subclassed.py."
    yield from (f"solutions/{kata.name}/{name} doesn't belong there." for name in sorted(found.keys() - wanted))
    for name, lines in sorted(found.items()):
        if lines >= SOLUTION_LINES:
            yield f"solutions/{kata.name}/{name} has {lines} lines; fewer than {SOLUTION_LINES} are wanted."


def _brief(course: Course, kata: Kata) -> Iterator[str]:
    brief = kata.brief.read_text("utf-8")
    lines = len(PICTURE.sub("", brief).splitlines())
    if lines not in BRIEF_LINES:
        yield f"The brief has {lines} lines beside its picture; {BRIEF_LINES[0]} to {BRIEF_LINES[-1]} are wanted."
    for wanted in (f"`{kata.answer.name}`", f"    uv run kata check {kata.number}\n", "## Build\n", "## Run\n"):
        if wanted not in brief:
            yield f"The brief lacks {wanted.strip()!r}."


def _picture(course: Course, kata: Kata) -> Iterator[str]:
    if not kata.target.exists():
        return
    from modelgraph import graph_from_json

    brief, graph = kata.brief.read_text("utf-8"), graph_from_json(kata.target.read_bytes())
    if PICTURE.findall(brief) != [picture_of(graph)]:
        yield f"The brief's picture isn't the target's. Write it: uv run kata author target {kata.number}"
    for name in (*graph.input_specs, *graph.outputs):
        if f"`{name}`" not in PICTURE.sub("", brief):
            yield f"The brief doesn't name `{name}`, which the target asks for."


def _files(course: Course, kata: Kata) -> Iterator[str]:
    wanted = {"README.md", "kata.toml", "starter.py", "target.json", "data.py", kata.spec.name}
    made = re.compile(kata.word + LEARNERS_FILES)
    for path in sorted(kata.folder.iterdir()):
        if path.name not in wanted and not made.fullmatch(path.name) and not re.fullmatch(LEARNERS_FILES, path.name):
            yield f"{path.name} doesn't belong into a kata's folder."


def _unwritten(course: Course, kata: Kata) -> Iterator[str]:
    for path in (kata.brief, kata.folder / "kata.toml", kata.spec):
        if "TODO" in path.read_text("utf-8"):
            yield f"{path.name} has a TODO in it."


def _known_answers(course: Course, kata: Kata) -> Iterator[str]:
    for kind, least in (("right", RIGHT_ANSWERS), ("wrong", WRONG_ANSWERS)):
        count = len(list(kata.known_answers.glob(f"{kind}_*.py")))
        if count < least:
            yield f"tests/answers/{kata.name} holds {count} {kind} answers; at least {least} are wanted."
    for path in sorted(kata.known_answers.glob("wrong_*.py")):
        lines = path.read_text("utf-8").splitlines()[:3]
        if len(lines) < 3 or not all(line.startswith("# ") for line in lines):
            yield f"{path.name} lacks its three lines: the mistake, the test that sees it, words of what is said."
        elif lines[1].removeprefix("# ") not in kata.tests:
            yield f"{path.name} names {lines[1].removeprefix('# ')!r}; the spec has no such test."


def _row(course: Course, kata: Kata) -> Iterator[str]:
    rows = ROW.findall((course.root / "katas" / "README.md").read_text("utf-8"))
    if (f"{kata.number:02}", kata.word, kata.name) not in rows:
        yield f"katas/README.md has no row for {kata.name}."
    numbers = [number for number, _, _ in rows]
    if numbers != sorted(numbers):
        yield "The rows of katas/README.md are not in the path's order."


_RULES: tuple[Callable[[Course, Kata], Iterator[str]], ...] = (
    _toml,
    _starter,
    _solutions,
    _brief,
    _picture,
    _files,
    _unwritten,
    _known_answers,
    _row,
)
