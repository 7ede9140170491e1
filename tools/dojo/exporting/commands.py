"""`kata export`, which makes what a host runs, and `kata host`, which that runs; imports as little as a start needs."""

from pathlib import Path
from typing import Annotated

import typer

from dojo.course import Course
from dojo.errors import KataError

export = typer.Typer(help="For graders: make what Gradescope or GitHub run.", rich_markup_mode=None)
host = typer.Typer(hidden=True, help="What exported files run.", rich_markup_mode=None)

Names = Annotated[list[str] | None, typer.Argument(metavar="[KATA]...", help="The assignment. Default: all.")]


@export.command("gradescope")
def export_gradescope(
    names: Names = None,
    out: Annotated[Path, typer.Option("--out", metavar="ZIP", help="Where it is written.")] = Path("autograder.zip"),
    no_sandbox: Annotated[
        bool, typer.Option("--no-sandbox", help="Grade even where answers could write their own marks.")
    ] = False,
) -> None:
    """Make a Gradescope autograder: a zip to upload, which judges each submission to these katas."""
    from dojo.exporting.autograder import autograder_zip

    course = Course.around(Path.cwd())
    _write(out, autograder_zip(course, course.chosen(names), sandbox=not no_sandbox))
    print(f"{out} is written. Upload it as the autograder of a programming assignment.")


@export.command("github")
def export_github(
    course_at: Annotated[
        str, typer.Option("--course", metavar="OWNER/REPO@REF", help="The course that judges, out of learners' reach.")
    ],
    names: Names = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER")] = Path(".github/workflows"),
) -> None:
    """Make a GitHub workflow, for a classroom's template repository, which judges each push."""
    from dojo.exporting.workflow import workflow

    course = Course.around(Path.cwd())
    path = out / "classroom.yml"
    _write(path, workflow(course_at, course.chosen(names) if names else []).encode())
    print(f"{path} is written. Commit it to the repository that learners start from.")


@host.command("gradescope")
def host_gradescope(root: Path, sandbox: bool = True) -> None:
    """Judge ROOT/submission by the course in ROOT/source, and write ROOT/results/results.json."""
    from dojo.exporting.on_gradescope import results

    course = Course(root / "source")
    _write(root / "results" / "results.json", results(course, root / "submission", sandbox).encode())


@host.command("github")
def host_github(submission: Path, names: Names = None) -> None:
    """Judge a checkout, and tell GitHub. Exit code 0 if all answers are green, 1 if not, 2 if they can't be judged."""
    from dojo.exporting.on_github import tell_github

    course = Course.around(Path.cwd())
    course.katas = course.chosen(names)
    raise typer.Exit(tell_github(course, submission))


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise KataError(f"{path} can't be written: {error.strerror}. Give another place with --out.") from None
