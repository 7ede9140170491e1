"""A report on a small class, some of whom mean harm, for the tests of the page."""

import base64
import json
import re
import zlib
from pathlib import Path

import msgspec
from dojo.course import Course
from dojo.grading.page import page
from dojo.grading.records import Graded
from dojo.grading.scores import scores
from dojo.verdict import GraphVerdict, TestOutcome, Verdict
from modelgraph import Call, Graph, Input, Tensor, graph_to_json

HOSTILE = "</script></template><img src=x onerror=alert(1)>\"'&{{ 7*7 }}\x1b[31m\u202e"
PASSED = [TestOutcome("test_it_takes_a_pair", "passed"), TestOutcome("test_it_gives_a_triple", "passed")]
REPORT = "test_triple.py:22: in test_it_gives_a_triple\nE   NameError: name 'Dence' is not defined\n"
FAILED = [PASSED[0], TestOutcome("test_it_gives_a_triple", "failed", REPORT)]
TWO_WIDE = GraphVerdict(False, differences=["`triple` is `Dense 2`; the target has `Dense 3` there."])


def graph(units: int = 3, name: str = "triple") -> Graph:
    """A pair into a `Dense` layer of so many units, which gives the head of that name."""
    dense = Call("Dense", (Tensor(0, role="inputs"),), {"units": units}, layer=0, shapes=((None, units),))
    calls = (
        Call("Input", shapes=((None, 2),), dtypes=("float32",)),
        msgspec.structs.replace(dense, dtypes=("float32",)),
    )
    return Graph((Input("pair", (2,), "float32"),), calls, {name: Tensor(1)}, parameters=3 * units)


def graded(learner: str, verdict: Verdict, drawn: Graph | None = None) -> Graded:
    """The verdict as that learner's, with the graph."""
    raw = None if drawn is None else msgspec.Raw(graph_to_json(drawn))
    return Graded(msgspec.structs.replace(verdict, learner=learner), raw)


RIGHT = Verdict("01_triple", True, None, None, 0.3, ["functional"], PASSED, GraphVerdict(True))
WRONG = Verdict("01_triple", False, None, None, 0.4, ["functional"], FAILED, TWO_WIDE)
SLOW = Verdict("02_other_triple", False, "timeout", "The spec was stopped after 10 s.", 10.0)
MISSING = Verdict("02_other_triple", False, "missing", "No answer was handed in.")
CLASS = [
    graded("ada", RIGHT, graph()),
    graded("ada", MISSING),
    graded("ben", WRONG, graph(2)),
    graded("ben", SLOW),
    graded("cem", WRONG, graph(2)),
    graded("cem", MISSING),
]


def reported(toy: Path, results: list[Graded]) -> str:
    """The page on these results in the toy course, whose first kata has a target."""
    (toy / "katas/01_triple/target.json").write_bytes(graph_to_json(graph()))
    course = Course(toy)
    by_kata = sorted(results, key=lambda one: one.verdict.kata)
    return "".join(page(course, by_kata, scores(course, results, {})))


def texts_in(html: str) -> list[list[str]]:
    """For each kata the texts that are packed into the page."""
    packed = re.findall(r'<script type="text/plain" class="texts">([^<]*)</script>', html)
    return [json.loads(zlib.decompress(base64.b64decode(one))) for one in packed]
