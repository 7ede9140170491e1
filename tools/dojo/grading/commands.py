"""The command `kata grade`; what it needs is imported when it runs, for all other commands to stay quick."""

import os
from pathlib import Path
from typing import Annotated

import typer

from dojo.course import Course
from dojo.errors import KataError


def grade(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the results are kept.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="What was handed in: a folder, zip, checkout or file.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many answers are judged at a time.")] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Judge on a Dask cluster, tcp://HOST:8786, whatever --jobs says."),
    ] = None,
    kata: Annotated[str | None, typer.Option(metavar="KATA", help="Grade this one only.")] = None,
    learners: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Columns name,learner: the class, and each name's id.")
    ] = None,
    weights: Annotated[Path | None, typer.Option(metavar="TOML", help="[weights] with lines as 06 = 2")] = None,
    explain: Annotated[
        tuple[str, str] | None, typer.Option(metavar="LEARNER KATA", help="Print one verdict of an earlier run.")
    ] = None,
    no_sandbox: Annotated[bool, typer.Option("--no-sandbox", help="Let answers do whatever you may do.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
) -> None:
    """Judge a class: FOLDER/LEARNER/02_two_inputs/two_inputs.py, as folders or zips.

    A run that was stopped goes on where it was. Exit code 0 if all was judged, whatever came of it, else 2.
    """
    from dojo.grading.run import Grading

    course = Course.around(Path.cwd())
    only = course.kata(kata) if kata else None
    grading = Grading(course, out, jobs, sandbox=not no_sandbox, as_json=as_json, scheduler=scheduler)
    if explain:
        grading.explain(explain[0], course.kata(explain[1]))
    elif folder:
        grading.grade(folder, only, learners, weights)
    else:
        raise KataError("Say what is to be graded, as in: uv run kata grade FOLDER --out results")
