"""The command line: each command finds its kata, does one thing, and prints.

A command imports for itself what `kata list` would otherwise wait for.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar
from rich.status import Status

from dojo import texts
from dojo.author_commands import author
from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.exporting.commands import export, host
from dojo.grading.commands import grade
from dojo.path import next_kata, steps
from dojo.progress import Progress

if TYPE_CHECKING:
    from dojo.judge import Judge
    from dojo.training import Training
    from dojo.verdict import Verdict

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(author, name="author")
app.command()(grade)
app.add_typer(export, name="export")
app.add_typer(host, name="host")
console = Console(highlight=False, emoji=False, soft_wrap=True)

AnswerFile = Annotated[Path | None, typer.Option("--answer", metavar="FILE", help="Judge this file instead of yours.")]
KataName = Annotated[str, typer.Argument(metavar="KATA", help="Its number, word or folder.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def run() -> None:
    """Runs the command line. Exit codes: 0 all well, 1 an answer fails, 2 the command can't be done."""
    try:
        app()
    except KataError as error:
        print(f"kata: {error}", file=sys.stderr)
        sys.exit(2)


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="Without a command: print, and open no screen.")] = False,
) -> None:
    """Learn to build Keras models that a Sequential can't express, one kata at a time.

    Without a command: a screen with the path and the next kata, which stays open and judges each save. Where there
    is no terminal for it: the path, your progress, and the next kata with its brief and the file to edit.
    """
    if context.invoked_subcommand:
        return
    course, progress = _here()
    path = steps(course, progress)
    kata = next_kata(course, path)
    if not plain and _fills_terminal():
        _open_screen(course, progress, texts.path_text(path, kata))
        return
    console.print(texts.path_text(path, kata), "", sep="\n")
    if kata is None:
        console.print(texts.end_text())
        return
    kata.start()
    _print_brief(kata)
    console.print("", texts.next_text(kata, course.shown(kata.answer), course.shown(kata.brief)), sep="\n")


@app.command("list")
def list_katas(as_json: Json = False) -> None:
    """Show the path and your progress."""
    course, progress = _here()
    path = steps(course, progress)
    if as_json:
        print(texts.json_text(path))
    else:
        console.print(texts.path_text(path, next_kata(course, path)))


@app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[KATA]...", help="Default: the next one.")] = None,
    answer: AnswerFile = None,
    as_json: Json = False,
) -> None:
    """Judge your answers, each with its kata's tests."""
    course, progress = _here()
    katas = [course.kata(name) for name in names] if names else _current(course, progress)
    if answer and len(katas) != 1:
        raise KataError(
            f"--answer goes with one kata; found {len(katas)}. Name one, as in: uv run kata check 2 --answer FILE"
        )
    from dojo.judge import Judge

    verdicts = []
    with Judge() as judge:
        for kata in katas:
            verdicts.append(_judged(judge, kata, answer, progress))
            if not as_json:
                file = course.shown(answer.resolve() if answer else kata.answer)
                console.print(texts.verdict_text(kata, verdicts[-1], file), "", sep="\n")
    if as_json:
        print(texts.json_text(verdicts))
    raise typer.Exit(0 if all(verdict.passed for verdict in verdicts) else 1)


@app.command()
def show(
    what: Annotated[str, typer.Argument(metavar="KATA|FILE", help="A kata's target, or the model of an answer.")],
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture there, as SVG.")] = None,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Print a Mermaid flowchart.")] = False,
) -> None:
    """Draw the graph that a kata asks for, or the one that an answer gives."""
    from modelgraph import draw_mermaid, draw_svg, draw_text

    from dojo.graphs import judged_graph, target_of

    course, _ = _here()
    if what.endswith(".py"):
        kata = course.kata_of(Path(what))
        with _status(kata):
            graph, _ = judged_graph(kata, Path(what))
    else:
        graph = target_of(course.kata(what))
    if svg:
        _write(svg, draw_svg(graph))
        console.print(f"{svg} is written.")
    else:
        print(draw_mermaid(graph) if mermaid else draw_text(graph, width=console.width), end="")


@app.command()
def diff(name: KataName, answer: AnswerFile = None, as_json: Json = False) -> None:
    """Draw your model's graph beside the target, with the differences marked."""
    from modelgraph import draw_text

    from dojo.graphs import judged_graph, target_of

    course, _ = _here()
    kata = course.kata(name)
    target = target_of(kata)
    if answer is None:
        kata.start()
    with _status(kata):
        graph, verdict = judged_graph(kata, answer or kata.answer)
    if as_json:
        found = {"kata": kata.name, **msgspec.to_builtins(verdict), "answer": graph, "target": target}
        print(texts.json_text(found))
    else:
        print(draw_text(graph, target, width=console.width))
        console.print(texts.diff_text(verdict))
    raise typer.Exit(0 if verdict.same else 1)


@app.command()
def train(
    name: KataName,
    answer: Annotated[Path | None, typer.Option(metavar="FILE", help="Train this file instead of yours.")] = None,
) -> None:
    """Train your answer for some seconds, with and without what weighs its losses, and draw each head's loss."""
    from dojo.curves import training_text  # draws with a library that no other command needs

    course, _ = _here()
    kata = course.kata(name)
    if answer is None:
        kata.start()
    console.print(training_text(_trained(course, kata, answer or kata.answer), console.width), soft_wrap=False)


@app.command()
def hint(name: KataName) -> None:
    """Show a kata's next hint; there are three, each saying more."""
    course, progress = _here()
    kata = course.kata(name)
    number = min(progress.hints_shown().get(kata.word, 0) + 1, len(kata.toml.hints))
    progress.record_hint(kata.word, number)
    console.print(texts.hint_text(kata, number), soft_wrap=False)


@app.command()
def reset(name: KataName) -> None:
    """Start a kata again; your file is kept beside it with the time in its name."""
    course, _ = _here()
    kata = course.kata(name)
    kept = kata.reset(datetime.now())
    if kept:
        console.print(f"Your file is kept as {course.shown(kept)}")
    console.print(f"{course.shown(kata.answer)} is the starter again.")


@app.command()
def solution(
    name: KataName,
    give_up: Annotated[bool, typer.Option("--give-up", help="Show it before your answer is green.")] = False,
) -> None:
    """Show how we wrote it, once your answer is green."""
    course, progress = _here()
    kata = course.kata(name)
    if not give_up and kata.word not in progress.green():
        raise KataError(
            f"{kata.name} isn't green yet, as far as `uv run kata check {kata.number}` has seen.\n"
            f"Check it, or see the solution all the same: uv run kata solution {kata.number} --give-up"
        )
    for file in sorted(kata.solutions.glob("*.py")):
        _print_code(course.shown(file), file.read_text("utf-8"))


def _here() -> tuple[Course, Progress]:
    course = Course.around(Path.cwd())
    return course, Progress(course.root)


def _fills_terminal() -> bool:
    """Whether a screen can be drawn, and keys read."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams) and not console.is_dumb_terminal


def _open_screen(course: Course, progress: Progress, path: str) -> None:
    """Shows the path at once, where the screen will be as soon as it is imported."""
    with console.screen():
        console.print("\n".join(path.splitlines()[: console.height - 1]))
        from dojo.home.app import Home

        Home(course, progress).run()


def _current(course: Course, progress: Progress) -> list[Kata]:
    """The next kata; at the end of the path all of them."""
    kata = next_kata(course, steps(course, progress))
    return [kata] if kata else course.katas


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise KataError(f"{path} can't be written: {error.strerror}. Give a file in a folder that is there.") from None


def _status(kata: Kata) -> Status:
    return Console(stderr=True).status(f"Judging {kata.name} (the first verdict waits for TensorFlow)")


def _judged(judge: "Judge", kata: Kata, answer: Path | None, progress: Progress) -> "Verdict":
    """The verdict on the learner's own file, which goes into their progress, or on another."""
    if answer is None:
        kata.start()
    with _status(kata):
        verdict = judge.judge(kata, answer or kata.answer)
    if answer is None and kata.answer.is_file():
        try:
            progress.record(kata.word, kata.answer.read_bytes(), verdict.passed)
        except KataError as error:
            print(f"kata: {error}", file=sys.stderr)  # a verdict is worth having, progress kept or not
    return verdict


def _trained(course: Course, kata: Kata, answer: Path) -> "Training":
    """How the answer's training went, a progress bar running meanwhile."""
    from dojo import training

    errors = Console(stderr=True)
    with ProgressBar(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("importing TensorFlow", total=None)

        def advance(report: training.Report) -> None:
            if isinstance(report, training.Planned):
                bar.update(task, total=len(report.runs) * (1 + report.measurements))
            elif isinstance(report, training.Measured):
                bar.update(task, advance=1, description=f"training {report.run}")

        return training.train(course, kata, answer, advance)


def _print_brief(kata: Kata) -> None:
    from rich.markdown import Markdown  # slower to import than all the rest of a command

    console.print(Markdown(kata.brief.read_text("utf-8")), soft_wrap=False)


def _print_code(title: str, code: str) -> None:
    from rich.syntax import Syntax

    console.rule(title)
    if console.is_terminal:
        console.print(Syntax(code, "python", background_color="default"))
    else:
        print(code)
