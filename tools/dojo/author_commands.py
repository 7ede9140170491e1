"""`kata author`: proves the content, writes targets, starts a kata."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar

from dojo import texts
from dojo.authoring import new_kata, write_target
from dojo.content import content_problems
from dojo.course import Course

author = typer.Typer(help="For authors: prove the content, write targets, start a kata.", rich_markup_mode=None)
console = Console(highlight=False, emoji=False, soft_wrap=True)

Names = Annotated[list[str] | None, typer.Argument(metavar="[KATA]...", help="Default: all.")]


@author.command()
def check(
    names: Names = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many answers are judged at a time.")] = 2,
) -> None:
    """Prove the course: texts agree, right answers pass, and wrong ones fail where and as they say."""
    from dojo import proof  # whose processes `kata list` would wait for

    course = Course.around(Path.cwd())
    katas = course.chosen(names)
    found = {kata.name: content_problems(course, kata) for kata in katas}
    with ProgressBar(console=Console(stderr=True)) as bar:
        task = bar.add_task("judging known answers", total=None)
        verdicts = proof.verdicts_on(katas, jobs, lambda done, total: bar.update(task, completed=done, total=total))
    for kata in katas:
        found[kata.name] += proof.problems(kata, verdicts)
        console.print(texts.proof_text(kata, found[kata.name], proof.needless_tests(kata, verdicts)))
    console.print("", texts.counts_text(katas, proof.counts(verdicts)), sep="\n")
    raise typer.Exit(1 if any(found.values()) else 0)


@author.command()
def new(number: int, word: str) -> None:
    """Start a kata; `kata author check` then says what it lacks."""
    course = Course.around(Path.cwd())
    kata = new_kata(course, number, word)
    write_target(kata)
    console.print(f"{course.shown(kata.folder)} is there, with a solution in {course.shown(kata.solutions)}.")
    console.print(f"See what it lacks: uv run kata author check {number}")


@author.command()
def target(names: Names = None) -> None:
    """Write target.json, the graph that a kata asks for, from its functional solution."""
    course = Course.around(Path.cwd())
    for kata in course.chosen(names):
        write_target(kata)
        console.print(f"{course.shown(kata.target)} is written.")
