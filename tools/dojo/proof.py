"""Proves a course's verdicts: each starter, solution and known answer is judged, and must come out as it says."""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dojo.course import STYLES, Kata
from dojo.judge import Judge
from dojo.judges import judged_by_several
from dojo.verdict import Graphed, Message, Tested, Verdict

ASSERTED = re.compile(r"^E +(AssertionError|assert )", re.MULTILINE)
BOTH_STYLES = """
from types import ModuleType


def module(source):
    made = ModuleType("solution")
    exec(source, vars(made))
    return made


globals().update(vars(module({functional!r})))
build_subclassed = module({subclassed!r}).build_model
"""

Kind = Literal["starter", "solution", "both styles", "right", "wrong", "own test"]


class Case(msgspec.Struct, frozen=True):
    """An answer of which it is known how it must be judged; `my_test` is the learner's own test that goes with it."""

    kata: str
    kind: Kind
    file: Path
    my_test: Path | None = None

    @property
    def name(self) -> str:
        """As in `wrong_crossed_inputs`."""
        return self._told_by.stem

    @property
    def lines(self) -> list[str]:
        """What the file says of itself in its first three lines."""
        lines = self._told_by.read_text("utf-8").splitlines()
        return [line.removeprefix("# ") for line in lines[:3]]

    @property
    def _told_by(self) -> Path:
        return self.my_test if self.kind == "own test" and self.my_test else self.file


def cases_of(kata: Kata) -> list[Case]:
    """All of a kata's cases but its two styles in one file."""
    cases = [Case(kata.name, "starter", kata.starter)]
    cases += [Case(kata.name, "solution", path) for path in kata.solution_files]
    for kind in ("right", "wrong"):
        cases += [Case(kata.name, kind, path) for path in sorted(kata.known_answers.glob(f"{kind}_*.py"))]
    mine = sorted(kata.known_answers.glob("mine_*.py"))
    return cases + [Case(kata.name, "own test", kata.solution_files[-1], path) for path in mine]


def verdicts_on(
    katas: list[Kata], jobs: int = 2, watch: Callable[[int, int], None] = lambda done, all_cases: None
) -> dict[Case, Verdict]:
    """The verdict on every case of these katas, by so many judges; `watch` gets how many are done, of how many."""
    with tempfile.TemporaryDirectory(prefix="kata-") as place:
        by_name = {kata.name: kata for kata in katas}
        cases = [case for kata in katas for case in (*cases_of(kata), *_both_styles(kata, Path(place)))]
        found: dict[Case, Verdict] = {}

        def judged(judge: Judge, case: Case) -> Verdict:
            return judge.judge(by_name[case.kata], case.file, my_test=case.my_test, is_enough=_shows_the_mistake(case))

        for case, verdict in judged_by_several(cases, jobs, judged):
            found[case] = verdict
            watch(len(found), len(cases))
    return found


def _shows_the_mistake(case: Case) -> Callable[[Message], bool]:
    """Says of a wrong answer's reports, as they come, whether its graph is known and the test that it names has failed.

    The tests before that one have run by then, so that it is known which failed first. Of other cases all is asked.
    """
    mistaken_test = case.lines[1] if case.kind == "wrong" else None
    shown: set[str] = set()

    def is_enough(report: Message) -> bool:
        if isinstance(report, Graphed):
            shown.add("graph")
        elif isinstance(report, Tested) and report.test.function == mistaken_test and not report.test.passed:
            shown.add("failure")
        return len(shown) == 2

    return is_enough


def _both_styles(kata: Kata, place: Path) -> list[Case]:
    """The two solutions in one file, whose spec also shows that they compute the same."""
    if len(kata.solution_files) < len(STYLES):
        return []
    functional, subclassed = (path.read_text("utf-8") for path in kata.solution_files)
    file = place / f"{kata.name}.py"
    file.write_text(BOTH_STYLES.format(functional=functional, subclassed=subclassed), "utf-8")
    return [Case(kata.name, "both styles", file, kata.solutions / "my_test.py")]


def problems(kata: Kata, verdicts: dict[Case, Verdict]) -> list[str]:
    """A sentence for each case of the kata that doesn't come out as it says."""
    return [f"{case.name}: {said}" for case, one in _of(kata, verdicts) for said in _problems(kata, case, one)]


def _of(kata: Kata, verdicts: dict[Case, Verdict]) -> list[tuple[Case, Verdict]]:
    return [(case, verdict) for case, verdict in verdicts.items() if case.kata == kata.name]


def _problems(kata: Kata, case: Case, verdict: Verdict) -> Iterator[str]:
    failed = _failed(verdict)
    if case.kind == "starter":
        by_assertion = [test.name for test in verdict.failures if ASSERTED.search(test.message)]
        if verdict.problem or len(by_assertion) < 2:
            yield f"fails {len(by_assertion)} tests by assertion, with {verdict.problem or 'no problem'}; 2 are wanted."
    elif case.kind == "own test":
        wanted = [] if case.name.startswith("mine_right") else [case.lines[1]]
        said = next((test.message for test in verdict.failures), "")
        if failed != wanted or (wanted and case.lines[2] not in said):
            yield f"fails in {failed}, where it says {wanted}: {said}"
    elif case.kind != "wrong":
        if not verdict.passed:
            yield f"is right and refused: {_why(verdict)}"
    elif verdict.passed:
        yield "is wrong and passes."
    else:
        _, test, words = case.lines
        if test not in failed:
            yield f"should fail in {test}; it fails in {failed or verdict.problem}."
        if words not in first_difference(verdict):
            yield f"its first difference should say {words!r}; it says: {first_difference(verdict)}"


def _failed(verdict: Verdict) -> list[str]:
    return [test.function for test in verdict.failures if test.outcome == "failed"]


def _why(verdict: Verdict) -> str:
    graph = verdict.graph.differences if verdict.graph else []
    told = [verdict.message or "", *(f"{test.name}: {test.message}" for test in verdict.failures[:1]), *graph]
    return "\n".join(one for one in told if one)


def first_difference(verdict: Verdict) -> str:
    """What the graph alone tells, if there is one and if it isn't the target in the default sizes."""
    if verdict.graph is None:
        return "no graph"
    return "the graph is the target" if verdict.graph.same else verdict.graph.differences[0]


def needless_tests(kata: Kata, verdicts: dict[Case, Verdict]) -> list[str]:
    """The spec's tests that no wrong answer needs: wherever one fails, another has failed before it."""
    wrong = [verdict for case, verdict in _of(kata, verdicts) if case.kind in ("wrong", "starter")]
    first = {failed[0] for verdict in wrong if (failed := _failed(verdict))}
    return [test for test in kata.tests if test not in first]


def counts(verdicts: dict[Case, Verdict]) -> dict[Kind, int]:
    """How many cases of each kind there are."""
    found = Counter(case.kind for case in verdicts)
    return {kind: found[kind] for kind in get_args(Kind) if found[kind]}
