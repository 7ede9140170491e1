"""One run of `kata grade`: what was handed in is read and judged, the reports are written, and a summary is printed."""

import difflib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import typer
from modelgraph.boxes import printable
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from dojo import sandbox
from dojo.course import Course, Kata
from dojo.errors import KataError
from dojo.grading.engine import Engine, grade, locally
from dojo.grading.readable import readable
from dojo.grading.records import Graded
from dojo.grading.reports import WRITTEN, write_reports
from dojo.grading.results import results_json
from dojo.grading.scores import scores, weights_in
from dojo.grading.store import Store
from dojo.grading.submissions import submissions_in
from dojo.grading.version import judged_by

STOPPED = 130  # how shells tell that Ctrl-C has ended a program

console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


class Grading(msgspec.Struct, frozen=True):
    """The gradings of a course whose results are in the folder `out`."""

    course: Course
    out: Path
    jobs: int
    sandbox: bool
    as_json: bool
    scheduler: str | None = None  # of the cluster that judges in place of this machine

    def grade(self, folder: Path, only: Kata | None, learners: Path | None, weights: Path | None) -> None:
        """Judges what isn't judged yet, and writes all reports. Raises KataError if something stays unjudged."""
        self._tell_of_sandbox()
        given = weights_in(weights, self.course) if weights else {}
        reading = submissions_in(folder, self.course, only, learners)
        for note in reading.notes:
            errors.print(f"kata: {printable(note)}")
        with Store(self.out) as store, _going_on_later(store):
            store.hand_in(reading.submissions, {one.name: judged_by(one, self.sandbox) for one in self.course.katas})
            with _progress() as watch:
                judged = grade(store, reading.submissions, self._engine(), watch)
            results, unsettled = store.graded(), store.unsettled()
            scored = scores(self.course, results, given)
            write_reports(self.out, self.course, results, store.graded_by_kata(), scored)
            sys.stdout.writelines(results_json(results) if self.as_json else [summary(self.out, results, judged)])
        if unsettled:
            raise KataError(f"The judge failed on {unsettled} answers. Run the same command again to try them again.")

    def _engine(self) -> Engine:
        if self.scheduler is None:
            return locally(self.course, self.jobs, self.sandbox)
        from dojo.grading.cluster import on_cluster  # needs the extra `cluster`

        return on_cluster(self.course, self.scheduler, self.sandbox, lambda told: errors.print(f"kata: {told}"))

    def _tell_of_sandbox(self) -> None:
        """Says what keeps answers from harm less than it might. Raises KataError where nothing would."""
        if not self.sandbox:
            errors.print("kata: Without a sandbox answers can do whatever you may do.")
        elif self.scheduler:
            return  # the workers have one, or refuse
        elif not sandbox.available():
            raise KataError(
                "This system has no sandbox for strangers' code. Grade on Linux,\n"
                "or, where you trust every answer as if it were yours, with --no-sandbox."
            )
        elif lacking := sandbox.missing():
            errors.print(f"kata: This system's sandbox lacks {', '.join(lacking)}.")

    def explain(self, learner: str, kata: Kata) -> None:
        """Prints the verdict of an earlier run on a learner's answer."""
        if not (self.out / "results.sqlite").exists():
            raise KataError(f"{self.out} holds no results. Grade first: uv run kata grade FOLDER --out {self.out}")
        with Store(self.out) as store:
            names = store.learners()
            found = [one for one in store.graded(learner) if one.verdict.kata == kata.name]
        if not found:
            near = difflib.get_close_matches(learner, names, n=1, cutoff=0.5)
            told = f" Did you mean {near[0]}?" if near and learner not in names else ""
            raise KataError(f"{self.out} holds no verdict on {learner}'s answer to {kata.name}.{told}")
        if self.as_json:
            sys.stdout.writelines(results_json(found))
        else:
            console.print(readable(kata, found[0].verdict, f"{learner}/{kata.name}/{kata.answer.name}"))


def summary(out: Path, results: Iterable[Graded], judged: int) -> str:
    """How many learners, answers and verdicts of each kind there are, and where to read more."""
    learners, katas, kinds = set(), set(), Counter[str]()
    for verdict in (one.verdict for one in results):
        learners.add(verdict.learner)
        katas.add(verdict.kata)
        kinds[verdict.problem or ("passed" if verdict.passed else "not green")] += 1
    counts = {"learner": len(learners), "kata": len(katas), "answer": kinds.total() - kinds["missing"]}
    told = ", ".join(f"{number} {what}{'s'[: number != 1]}" for what, number in counts.items())
    order = ["passed", "not green", *sorted(kinds.keys() - {"passed", "not green"})]
    width = max(map(len, WRITTEN))
    return "\n".join(
        [
            f"{told}; judged now: {judged}",
            "",
            *(f"{kinds[kind]:7}  {kind}" for kind in order if kinds[kind]),
            "",
            f"In {out}:",
            *(f"  {name.ljust(width)}  {what}" for name, what in WRITTEN.items()),
            "",
        ]
    )


@contextmanager
def _going_on_later(store: Store) -> Iterator[None]:
    """Ends the command on Ctrl-C, and says how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        errors.print(f"\nStopped. Every verdict until now is kept in {store.path}: go on with the same command.")
        raise typer.Exit(STOPPED) from None


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Shows a progress bar on a terminal; what it gives is told how many answers are judged, of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=errors, disable=not errors.is_terminal, speed_estimate_period=30) as bar:
        task = bar.add_task("importing TensorFlow", total=None)

        def watch(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description="judging" if done else "importing TensorFlow")

        yield watch
