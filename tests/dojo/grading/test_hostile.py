"""No hostile answer passes, hangs the judge, harms the next verdict or leaves anything behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dojo import sandbox
from dojo.course import Kata
from dojo.judge import Judge

from .hostile_table import ANSWERS, Left, judged, kata_with_target, told, wanted

pytestmark = pytest.mark.skipif(not sandbox.available(), reason="this system has no sandbox")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(ahead=1) as judge:
        yield judge


@pytest.fixture(scope="module")
def kata(judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kata]:
    with kata_with_target(tmp_path_factory.mktemp("toy"), judge) as kata:
        yield kata


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.stem)
def test_a_hostile_answer_fails_and_leaves_nothing_behind(judge: Judge, kata: Kata, answer: Path) -> None:
    outcome = judged(judge, kata, answer)
    kind, sentences = told(outcome.verdict)
    found = {"passed": outcome.verdict.passed, "kind": kind, "next is right": outcome.honest, "left": outcome.left}
    assert found == {"passed": False, "kind": wanted(answer)[0], "next is right": True, "left": Left()}
    assert wanted(answer)[1] in sentences


def test_files_beside_an_answer_are_nothing_to_its_verdict(judge: Judge, kata: Kata, tmp_path: Path) -> None:
    for name in ("conftest.py", "sitecustomize.py", "keras.py", "tensorflow.py", "modelgraph.py"):
        (tmp_path / name).write_text("raise RuntimeError")
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_functions = nothing")
    (tmp_path / "triple.py").write_bytes(kata.solution_files[0].read_bytes())
    assert judge.judge(kata, tmp_path / "triple.py").passed


def test_reports_are_bounded(judge: Judge, kata: Kata) -> None:
    printing = next(answer for answer in ANSWERS if answer.stem == "prints_50_mb")
    assert max(len(test.message) for test in judged(judge, kata, printing).verdict.tests) < 21_000
