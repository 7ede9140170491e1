"""What judging one answer gives, and the messages by which a judging process tells it."""

from typing import Literal

import msgspec

Problem = Literal["timeout", "crash", "memory", "import error", "no build_model", "not a model", "missing"]
Outcome = Literal["passed", "failed", "skipped", "xfailed", "not run"]


class TestOutcome(msgspec.Struct, frozen=True):
    """How one test ended; `message` is pytest's report of a failure."""

    __test__ = False  # pytest takes classes called Test... for tests

    name: str
    outcome: Outcome
    message: str = ""

    @property
    def passed(self) -> bool:
        """Whether the test ran and found nothing wrong."""
        return self.outcome == "passed"

    @property
    def function(self) -> str:
        """The test's name without the parameters that pytest puts in brackets."""
        return self.name.split("[")[0]

    @property
    def on_model(self) -> str:
        """The test's name with the way of building the model, which is the same for all its cases on that model."""
        return self.name.split("-")[0]


class GraphVerdict(msgspec.Struct, frozen=True):
    """Whether the answer's graph is the target, perhaps in other words, and the sentences on where it isn't."""

    same: bool
    in_other_words: bool = False
    differences: list[str] = []


class Verdict(msgspec.Struct, frozen=True):
    """The judgement on one answer to one kata, `seconds` long in the making.

    `problem` names what kept the spec from being run to its end, and `message` says it in a sentence.
    """

    kata: str
    passed: bool
    problem: Problem | None = None
    message: str | None = None
    seconds: float = 0.0
    styles: list[str] = []
    tests: list[TestOutcome] = []
    graph: GraphVerdict | None = None
    learner: str | None = None

    @property
    def failures(self) -> list[TestOutcome]:
        """The tests that didn't pass, in the spec's order."""
        return [test for test in self.tests if not test.passed]

    @property
    def first_message(self) -> str:
        """What is said of the problem, or else of the first failure; empty if nothing is."""
        return self.message or next((test.message for test in self.failures), "")


class Job(msgspec.Struct, frozen=True):
    """What judging processes are asked to do: run the spec, a file of that name, on the answer of `word` in `folder`.

    The target's file is gone before the answer's code runs, unless the spec is a learner's own test, which may compare.
    A process that begins before its answer is there, and so has time to warm up, is given its `number` among those that
    share the answer's tests.
    """

    folder: str
    word: str
    spec: str
    is_own_test: bool
    number: int | None


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The process, of that number, waits for its answer."""

    process: int


class Tested(msgspec.Struct, frozen=True, tag="tested"):
    """A test has ended."""

    test: TestOutcome


class Graphed(msgspec.Struct, frozen=True, tag="graphed"):
    """A model of the answer, made in this style, has this graph, in JSON."""

    style: str
    graph: msgspec.Raw


class Undecided(msgspec.Struct, frozen=True, tag="undecided"):
    """The process waits to be told whether numbers tell these two graphs apart, canonical and in JSON."""

    actual: msgspec.Raw
    target: msgspec.Raw


class Claimed(msgspec.Struct, frozen=True, tag="claimed"):
    """The process waits to be told whether it is to run this test, or another one does."""

    test: str


class Troubled(msgspec.Struct, frozen=True, tag="troubled"):
    """Something that makes the spec's outcome moot."""

    problem: Problem
    message: str


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The spec has run to its end."""


Question = Undecided | Claimed
Message = Started | Tested | Graphed | Question | Troubled | Ended


def last_graph(reports: list[Message]) -> bytes | None:
    """The graph of the answer's last model, in JSON, if the process has told one."""
    return next((bytes(report.graph) for report in reversed(reports) if isinstance(report, Graphed)), None)
