"""What the commands say, as rich markup: pure functions from results to text."""

from typing import TYPE_CHECKING

import msgspec
from rich.markup import escape

from dojo.course import Kata
from dojo.path import Step
from dojo.translation import translated
from dojo.verdict import GraphVerdict, TestOutcome, Verdict

if TYPE_CHECKING:
    from dojo.proof import Kind

NO_TARGET = "has no one graph to draw: its tests ask what a model does, not how it is wired."
LEAVES = "[bold]Where your model leaves the target[/]"
_STATES = {"new": "new", "started": "started", "green": "[green]green ✓[/]"}


def path_text(path: list[Step], current: Kata | None) -> str:
    """The path, a line for each kata, with a mark at the current one."""
    green = sum(step.state == "green" for step in path)
    lines = [f"[bold]Beyond Sequential[/]: {green} of {len(path)} katas green", ""]
    words = [step.kata.partition("_")[2] for step in path]
    word_width = max(map(len, words), default=0)
    title_width = max((len(step.title) for step in path), default=0)
    for step, word in zip(path, words, strict=True):
        mark = ">" if current and current.name == step.kata else " "
        number = str(int(step.kata.partition("_")[0])).rjust(2)
        title = escape(step.title.ljust(title_width))
        line = f"{mark} {number}  {word.ljust(word_width)}  {title}  {step.minutes:3} min  {_STATES[step.state]}"
        lines.append(f"[bold]{line}[/]" if mark == ">" else line)
    return "\n".join(lines)


def next_text(kata: Kata, file: str, brief: str) -> str:
    """What to do for the current kata: the file to edit, and the commands for it."""
    return "\n".join(
        [
            f"[bold]Next: kata {kata.number}, {escape(kata.toml.title)}[/] (about {kata.toml.minutes} min)",
            f"  edit this file  {file}",
            f"  the brief       {brief}",
            f"  then run        uv run kata check {kata.number}",
            f"  when stuck      uv run kata hint {kata.number}",
        ]
    )


def end_text() -> str:
    """At the end of the path."""
    return "The whole path is green. `uv run kata solution KATA` shows how we wrote any of them."


def verdict_text(kata: Kata, verdict: Verdict, file: str) -> str:
    """The verdict on one answer: each test, then the first failure in full, then what to do next."""
    shown = [heading(verdict, file), *(f"  {test_line(test)}" for test in verdict.tests)]
    if verdict.graph and verdict.graph.differences:
        shown += ["", LEAVES, *(f"  {line}" for line in difference_lines(verdict.graph))]
    if verdict.message:
        shown += ["", *in_short(verdict.message), escape(verdict.message)]
    elif first := first_telling(verdict):
        told = first.message or "This test did not run to its end."
        shown += ["", f"[bold]{escape(first.name)}[/]", *in_short(told), escape(told)]
    return "\n".join([*shown, "", _next_step(kata, verdict, file)])


def first_telling(verdict: Verdict) -> TestOutcome | None:
    """The first failure that says more than the sentences on the graph, which are shown anyway."""
    told_by_graph = verdict.graph is not None and verdict.graph.differences
    telling = [test for test in verdict.failures if not told_by_graph or ".differences == []" not in test.message]
    return next(iter(telling), None)


def in_short(raw: str) -> list[str]:
    """What an error means, to stand on top of its raw text."""
    sentence = translated(raw)
    return [f"[bold]In short:[/] {escape(sentence)}", ""] if sentence else []


def diff_text(verdict: GraphVerdict) -> str:
    """What sets the graphs apart, under their drawing."""
    if verdict.in_other_words:
        return "Your model says it in other words and computes the same as the target."
    if verdict.same:
        return "Your model's graph is the target."
    return "\n".join(difference_lines(verdict))


def difference_lines(verdict: GraphVerdict) -> list[str]:
    """The sentences on where a graph leaves the target, a marked line each."""
    return [f"[red]≠[/] {escape(sentence)}" for sentence in verdict.differences]


def heading(verdict: Verdict, file: str) -> str:
    """What the verdict amounts to, in one line."""
    passed = len(verdict.tests) - len(verdict.failures)
    result = "[green]green ✓[/]" if verdict.passed else f"[red]{verdict.problem or 'not green yet'} ✗[/]"
    counts = f": {passed} of {len(verdict.tests)} tests pass" if verdict.tests else ""
    return f"[bold]{verdict.kata}[/] {result}{counts} [dim]({file}, {duration(verdict.seconds)})[/]"


def duration(seconds: float) -> str:
    """As in "0.3 s"; a fast machine's has hundredths."""
    return f"{seconds:.2f} s" if seconds < 0.1 else f"{seconds:.1f} s"


def test_line(test: TestOutcome) -> str:
    """A test's mark and the requirement that it states."""
    mark = "[green]✓[/]" if test.passed else "[red]✗[/]"
    note = "" if test.outcome in ("passed", "failed") else f" ({test.outcome})"
    return f"{mark} {escape(requirement(test.name))}{note}"


def requirement(test: str) -> str:
    """The requirement that a test's name states: `test_it_takes_posts[build_model]` is `it takes posts`."""
    name, _, parameters = test.removeprefix("test_").partition("[")
    parameters = parameters.removesuffix("]").removeprefix("build_model").lstrip("-")
    return name.replace("_", " ") + (f" [{parameters}]" if parameters else "")


def _next_step(kata: Kata, verdict: Verdict, file: str) -> str:
    if verdict.passed:
        return f"{in_other_words(verdict)}Compare with ours: uv run kata solution {kata.number}. Then on: uv run kata"
    return f"Edit {file} and check again. Stuck? uv run kata hint {kata.number}"


def in_other_words(verdict: Verdict) -> str:
    """A sentence, if the answer's graph is the target only in other words."""
    told = "Your model says it in other words and computes the same. "
    return told if verdict.graph and verdict.graph.in_other_words else ""


def proof_text(kata: Kata, problems: list[str], needless: list[str]) -> str:
    """What an author is told of a kata: what is wrong, and the tests that nothing needs."""
    state = f"[red]{len(problems)} wrong ✗[/]" if problems else "[green]proved ✓[/]"
    shown = [f"[bold]{kata.name}[/] {state}", *(f"  [red]✗[/] {escape(problem)}" for problem in problems)]
    if needless:
        shown.append(f"  [dim]never first or alone to fail: {', '.join(needless)}[/]")
    return "\n".join(shown)


def counts_text(katas: list[Kata], counts: "dict[Kind, int]") -> str:
    """How much was proved."""
    tests = sum(len(kata.tests) for kata in katas)
    judged = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    return f"{len(katas)} kata{'s'[: len(katas) != 1]} with {tests} tests; judged: {judged}."


def hint_text(kata: Kata, number: int) -> str:
    """One of the kata's hints, counted from 1, and what comes after it."""
    hints = kata.toml.hints
    more = f"For the next: uv run kata hint {kata.number}"
    if number == len(hints):
        more = f"That was the last hint. Our answer: uv run kata solution {kata.number} --give-up"
    return f"[bold]Hint {number} of {len(hints)}[/] for {kata.name}\n\n{escape(hints[number - 1])}\n\n[dim]{more}[/]"


def json_text(found: object) -> str:
    """Plain data as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
