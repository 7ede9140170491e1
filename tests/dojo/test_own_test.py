"""The learner's own test is graded on answers that it must tell apart, and told what is wrong with it."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from dojo.course import Course, Kata
from dojo.judge import Judge
from dojo.own_test import MISTAKES, ORDER, OWN, PASSES, STARTER
from dojo.spec_runner import SpecRunner
from dojo.verdict import Message, Question, Troubled, Verdict, last_graph

from .conftest import ANSWER

GOOD = """from triple import build_model


def test_it_gives_three():
    assert build_model().output_shape == (None, 3)
"""
LIVELY = GOOD.replace("    assert", "    while build_model().output_shape != (None, 3):\n        pass\n    assert")


@pytest.fixture
def kata(toy: Path) -> Kata:
    """The toy kata with an own test, and a known answer with the mistake beside one with another."""
    kata = Course(toy).kata("triple")
    kata.toml = msgspec.structs.replace(kata.toml, timeout_s=3.0, own_test="test_it_gives_a_triple")
    kata.known_answers.mkdir(parents=True)
    four, misnamed = ANSWER.replace("Dense(units", "Dense(4"), ANSWER.replace('"pair"', '"two"')
    (kata.known_answers / "wrong_four.py").write_text(f"# There are four.\n# test_it_gives_a_triple\n{four}")
    (kata.known_answers / "wrong_name.py").write_text(f"# It has another name.\n# test_it_takes_a_pair\n{misnamed}")
    return kata


def judged(judge: Judge, kata: Kata, my_test: str, answer: str = ANSWER) -> Verdict:
    kata.answer.write_text(answer)
    kata.answer.with_name("my_test.py").write_text(my_test)
    return judge.judge(kata, kata.answer)


def failure(verdict: Verdict) -> tuple[str, str]:
    """The name and the message of what fails, the rest of the spec and of the grading being right."""
    failed = [test for test in verdict.tests if test.outcome == "failed"]
    assert [failed[0].name, verdict.passed, len(failed)] == [verdict.failures[0].name, False, 1]
    return failed[0].name, failed[0].message


def test_a_good_test_passes(judge: Judge, kata: Kata) -> None:
    verdict = judged(judge, kata, GOOD)
    assert (verdict.passed, verdict.failures, tuple(test.name for test in verdict.tests[-4:])) == (True, [], ORDER)


def test_a_test_may_import_all_names(judge: Judge, kata: Kata) -> None:
    assert judged(judge, kata, GOOD.replace("import build_model", "import *")).passed


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each spec and each test of a learner's that is run on an answer."""
    names: list[str] = []
    reports = SpecRunner.reports

    def counted(runner: SpecRunner, answer: bytes, reply: Callable[[Question], bytes]) -> Iterator[Message]:
        names.append(runner.spec.name)
        return reports(runner, answer, reply)

    monkeypatch.setattr(SpecRunner, "reports", counted)
    return names


def test_a_test_that_is_the_same_is_tried_on_the_new_answer_only(judge: Judge, kata: Kata, runs: list[str]) -> None:
    judged(judge, kata, GOOD)
    runs.clear()
    assert judged(judge, kata, GOOD, f"{ANSWER}\n# changed\n").passed
    assert runs == [kata.spec.name, "my_test.py"]


def test_while_the_test_alone_changes_the_spec_is_not_run_again(judge: Judge, kata: Kata, runs: list[str]) -> None:
    told: list[Message] = []
    judged(judge, kata, GOOD)
    runs.clear()
    kata.answer.with_name("my_test.py").write_text(f"{GOOD}\n# changed\n")
    assert judge.judge(kata, kata.answer, told.append).passed
    assert runs == ["my_test.py"] * 3
    assert [report.test.function for report in told if hasattr(report, "test")] == kata.tests
    assert last_graph(told)
    kata.spec.write_text(f"{kata.spec.read_text()}\n# changed\n")
    judge.judge(kata, kata.answer)
    assert kata.spec.name in runs


def test_a_test_that_was_tried_ahead_is_tried_on_the_answer_only(judge: Judge, kata: Kata, runs: list[str]) -> None:
    kata.answer.with_name("my_test.py").write_text(f"{GOOD}\n# ahead\n")
    judge.try_own_test(kata)
    assert runs == ["my_test.py"] * 3
    runs.clear()
    assert judged(judge, kata, f"{GOOD}\n# ahead\n", f"{ANSWER}\n# mine\n").passed
    assert runs == [kata.spec.name, "my_test.py"]


def test_no_test_is_tried_ahead_for_a_kata_that_asks_for_none(judge: Judge, kata: Kata, runs: list[str]) -> None:
    kata.answer.with_name("my_test.py").write_text(f"{GOOD}\n# not asked for\n")
    kata.toml = msgspec.structs.replace(kata.toml, own_test="")
    judge.try_own_test(kata)
    assert runs == []


def test_a_judgement_that_is_abandoned_tries_no_more_answers(judge: Judge, kata: Kata, runs: list[str]) -> None:
    for number in (4, 5, 6):
        source = f"# There are more.\n# test_it_gives_a_triple\n{ANSWER.replace('Dense(units', f'Dense({number}')}"
        (kata.known_answers / f"wrong_{number}.py").write_text(source)
    hangs = "    size = build_model().output_shape[1]\n    assert size > 2\n    while size > 3:\n        pass\n"
    judgement = threading.Thread(target=judged, args=(judge, kata, f"{GOOD.partition('    assert')[0]}{hangs}"))
    judgement.start()
    until = time.monotonic() + 60
    while len(runs) < 5 and time.monotonic() < until:
        time.sleep(0.01)
    judge.abandon()
    judgement.join()
    assert len(runs) == 5


def test_a_test_that_was_stopped_is_tried_again(judge: Judge, kata: Kata, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = SpecRunner.reports

    def stopped(runner: SpecRunner, answer: bytes, reply: Callable[[Question], bytes]) -> Iterator[Message]:
        return reports(runner, answer, reply) if runner.spec == kata.spec else iter([Troubled("timeout", "")])

    with monkeypatch.context() as busy:
        busy.setattr(SpecRunner, "reports", stopped)
        assert "was stopped" in failure(judged(judge, kata, f"{GOOD}\n# stopped\n"))[1]
    assert judged(judge, kata, f"{GOOD}\n# stopped\n").passed


def test_the_test_may_have_another_name_and_place(judge: Judge, kata: Kata, tmp_path: Path) -> None:
    kata.answer.write_text(ANSWER)
    (tmp_path / "mine.py").write_text(GOOD)
    assert judge.judge(kata, kata.answer, my_test=tmp_path / "mine.py").passed


def test_a_kata_that_asks_for_none_grades_none(judge: Judge, kata: Kata) -> None:
    kata.toml = msgspec.structs.replace(kata.toml, own_test="")
    assert [test.function for test in judged(judge, kata, "").tests] == kata.tests


def test_a_wrong_answers_test_is_not_graded(judge: Judge, kata: Kata) -> None:
    verdict = judged(judge, kata, GOOD, ANSWER.replace("Dense(units", "Dense(2"))
    told = "Your own test is graded once the others pass."
    assert [(test.outcome, test.message) for test in verdict.tests[-4:]] == [("not run", told)] * 4


def test_a_missing_test_is_told(judge: Judge, kata: Kata) -> None:
    kata.answer.write_text(ANSWER)
    told = "There is no my_test.py beside your answer; the brief asks for one."
    assert failure(judge.judge(kata, kata.answer)) == (PASSES, told)


def test_a_folder_in_its_place_is_told(judge: Judge, kata: Kata) -> None:
    kata.answer.write_text(ANSWER)
    kata.answer.with_name("my_test.py").mkdir()
    told = "my_test.py can't be read: Is a directory. A Python file was wanted."
    assert failure(judge.judge(kata, kata.answer)) == (PASSES, told)


@pytest.mark.parametrize(
    ("my_test", "told"),
    [
        ("", "my_test.py is empty; the brief says what to write."),
        ("# Later.\n\n", "my_test.py is empty; the brief says what to write."),
        ("def test_a():\n    assert True\n\n\nassert False\n", "my_test.py can't be run.\nmy_test.py:5: in <module>"),
        ("x = 1\n", "my_test.py holds no test: pytest looks for functions whose names begin with test_."),
        ("def it_works():\n    pass\n", "my_test.py holds no test"),
        ("def test_a(:\n", "my_test.py can't be run.\n"),
        ("import kears\n\n\ndef test_a():\n    pass\n", "No module named 'kears'"),
        ("def test_a(nothing):\n    pass\n", "fixture 'nothing' not found"),
        (
            "def test_a():\n    assert False\n",
            "my_test.py fails on a right answer, our functional one: it is mistaken, or asks for",
        ),
        ("def test_a():\n    assert 2 == 3\n", "assert 2 == 3"),
        ("import sys\n\n\ndef test_a():\n    sys.exit(0)\n", "SystemExit: 0"),
        ("import sys\n\n\ndef test_a():\n    pass\n\n\nsys.exit(0)\n", "No test in my_test.py has run."),
        ("import pytest\n\n\ndef test_a():\n    pytest.exit('', 0)\n", "No test in my_test.py has run."),
        (
            "import pytest\n\n\ndef test_a():\n    pytest.skip()\n",
            "test_a in my_test.py is skipped; that shows nothing.",
        ),
        ("def test_a():\n    yield 1\n", "my_test.py can't be run.\n"),
        (
            "import pytest\n\n\n@pytest.mark.parametrize('a', [])\ndef test_a(a):\n    pass\n",
            "my_test.py can't be run.\n",
        ),
        (
            "import os\n\n\ndef test_a():\n    os._exit(0)\n",
            "my_test.py ended its process; a test only passes or fails.",
        ),
        ("import os\n\n\ndef test_a():\n    pass\n\n\nos._exit(0)\n", "my_test.py ended its process"),
        (
            "def test_a():\n    while True:\n        pass\n",
            "my_test.py was stopped after 3 s. Is there an endless loop?",
        ),
    ],
)
def test_what_can_not_pass_is_told(judge: Judge, kata: Kata, my_test: str, told: str) -> None:
    name, message = failure(judged(judge, kata, my_test))
    assert name == PASSES
    assert told in message


@pytest.mark.parametrize("folder", ["solutions", "tests"])
def test_answers_that_are_not_there_to_grade_it_on_are_told(judge: Judge, kata: Kata, toy: Path, folder: str) -> None:
    shutil.rmtree(toy / folder)
    verdict = judged(judge, kata, "def test_a():\n    assert True\n")
    assert (verdict.passed, {test.outcome for test in verdict.failures}) == (False, {"not run"})
    told = f"Your answer is right. Your test is graded on the answers in {toy / folder}"
    assert verdict.first_message.startswith(told)


def test_a_test_that_fails_on_our_other_style_is_told(judge: Judge, kata: Kata) -> None:
    subclassed = """import keras


class Triple(keras.Model):
    def __init__(self):
        super().__init__()
        self.triple = keras.layers.Dense(3)

    def call(self, pair):
        return self.triple(pair)


def build_model():
    return Triple()
"""
    (kata.solutions / "subclassed.py").write_text(subclassed)
    name, message = failure(judged(judge, kata, GOOD))
    assert (name, message.splitlines()[0][:56]) == (PASSES, "my_test.py fails on a right answer, our subclassed one: ")


def test_a_test_that_fails_on_the_learners_own_answer_is_told(judge: Judge, kata: Kata) -> None:
    unbiased = ANSWER.replace("Dense(units", "Dense(units, use_bias=False")  # the toy has no target to refuse it
    counting = GOOD.replace("output_shape == (None, 3)", "count_params() == 2 * 3 + 3")
    name, message = failure(judged(judge, kata, counting, unbiased))
    assert (name, message.splitlines()[0]) == (OWN, "my_test.py fails on your answer, which the spec finds right.")


@pytest.mark.parametrize(
    ("my_test", "told"),
    [
        (
            "def test_a():\n    assert True\n",
            "my_test.py passes on the starter, too: it doesn't see what is wrong there.",
        ),
        (LIVELY, "my_test.py was stopped after 3 s. Is there an endless loop?"),
    ],
)
def test_a_test_that_does_not_fail_on_the_starter_is_told(judge: Judge, kata: Kata, my_test: str, told: str) -> None:
    assert failure(judged(judge, kata, my_test)) == (STARTER, told)


def test_mistakes_that_it_does_not_see_are_told(judge: Judge, kata: Kata) -> None:
    blind = GOOD.replace("== (None, 3)", "!= (None, 2)")
    told = "my_test.py doesn't fail on these answers with the mistake:\nThere are four."
    assert failure(judged(judge, kata, blind)) == (MISTAKES, told)
