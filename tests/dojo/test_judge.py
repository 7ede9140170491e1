"""The judge on answers that are broken, hostile or not there: never a pass, always a sentence."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from dojo.authoring import write_target
from dojo.comparer import Comparer
from dojo.course import Course, Kata
from dojo.judge import Judge
from dojo.verdict import Message, Undecided, Verdict

from .conftest import ANSWER

SKIPPED = ANSWER.replace("    return", '    import pytest\n\n    pytest.skip("not today")\n    return')
EXITED = SKIPPED.replace('skip("not today")', 'exit("done", returncode=0)')


@pytest.fixture
def kata(toy: Path) -> Kata:
    kata = Course(toy).kata("triple")
    kata.toml = msgspec.structs.replace(kata.toml, timeout_s=3.0)
    return kata


def judged(judge: Judge, kata: Kata, answer: str) -> Verdict:
    kata.answer.write_text(answer)
    return judge.judge(kata, kata.answer)


def untimed(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(verdict, seconds=0.0)


def test_a_right_answer_passes(judge: Judge, kata: Kata) -> None:
    verdict = judged(judge, kata, ANSWER)
    assert (verdict.passed, verdict.problem, verdict.failures) == (True, None, [])


@pytest.mark.parametrize(
    ("answer", "problem", "told"),
    [
        ("def build_model(:\n", "import error", 'File "triple.py", line 1'),
        ("import kears\n", "import error", "ModuleNotFoundError: No module named 'kears'"),
        ("from keras.layers.core import Dense\n", "import error", "No module named 'keras.layers.core'"),
        ("1 / 0\n", "import error", 'File "triple.py", line 1, in <module>'),
        ("import sys\nsys.exit(0)\n", "import error", "triple.py ended Python with sys.exit(0)"),
        ("import os\nos._exit(0)\n", "crash", "triple.py ended its process, before the spec had run to its end."),
        ("x = 1\n", "no build_model", "triple.py defines no function build_model."),
        ("build_model = 3\n", "no build_model", "triple.py defines no function build_model."),
        (" \n", "no build_model", "triple.py is empty. `uv run kata reset 1` makes one from the starter."),
        (
            "def build_model():\n    return None\n",
            "not a model",
            "build_model() returned None; a keras.Model was wanted.",
        ),
        ("def build_model():\n    return 1, 2\n", "not a model", "build_model() returned (1, 2);"),
        (
            "import keras\n\n\ndef build_model():\n    return keras.Input((2,))\n",
            "not a model",
            "build_model() returned <KerasTensor shape=(None, 2)",
        ),
        (
            "import os\n\n\ndef build_model():\n    os._exit(0)\n",
            "crash",
            "triple.py ended its process, before the spec had run to its end.",
        ),
        (
            "import os\nimport signal\n\n\ndef build_model():\n    os.kill(os.getpid(), signal.SIGSEGV)\n",
            "crash",
            "triple.py ended its process",
        ),
        ("while True:\n    pass\n", "timeout", "The spec was stopped after 3 s. Is there an endless loop?"),
        ("def build_model():\n    while True:\n        pass\n", "timeout", "The spec was stopped after 3 s."),
    ],
)
def test_a_broken_answer_fails_with_its_problem(judge: Judge, kata: Kata, answer: str, problem: str, told: str) -> None:
    verdict = judged(judge, kata, answer)
    assert (verdict.passed, verdict.problem) == (False, problem)
    assert told in (verdict.message or "")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("def build_model():\n    raise RuntimeError('no idea')\n", "RuntimeError: no idea"),
        ("import sys\n\n\ndef build_model():\n    sys.exit(0)\n", "SystemExit: 0"),
        (ANSWER.replace("Dense(units", "Dense(2"), "Differing items"),
        (
            f"{ANSWER}\n\nbuild_subclassed = build_model\n",
            "build_subclassed() returned a Sequential model, of a class of Keras's own. A model of a subclass",
        ),
    ],
)
def test_an_answer_that_fails_while_building_fails_the_tests(judge: Judge, kata: Kata, answer: str, told: str) -> None:
    verdict = judged(judge, kata, answer)
    assert (verdict.passed, verdict.problem) == (False, None)
    assert told in verdict.failures[0].message


@pytest.mark.parametrize("answer", [SKIPPED, EXITED], ids=["skip", "exit"])
def test_a_test_that_was_not_run_is_not_passed(judge: Judge, kata: Kata, answer: str) -> None:
    verdict = judged(judge, kata, answer)
    assert not verdict.passed
    assert {test.outcome for test in verdict.failures} <= {"skipped", "not run"}


def test_after_a_report_that_is_enough_no_test_is_run(judge: Judge, kata: Kata) -> None:
    kata.answer.write_text(ANSWER)
    verdict = judge.judge(kata, kata.answer, is_enough=lambda report: hasattr(report, "test"))
    assert [test.outcome for test in verdict.tests] == ["passed", "not run"]
    assert (verdict.passed, verdict.problem) == (False, None)


def test_what_an_answer_prints_is_shown_with_the_failure(judge: Judge, kata: Kata) -> None:
    printing = "def build_model():\n    print('so far so good')\n    raise RuntimeError\n"
    assert "so far so good" in judged(judge, kata, printing).failures[0].message


def test_a_message_that_holds_a_set_is_the_same_whatever_process_judges(kata: Kata, toy: Path) -> None:
    kata.answer.write_text("raise ValueError({*'abcdefghij'})\n")
    command = [sys.executable, "-m", "dojo", "check", "1", "--json"]
    environments = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    commands = [subprocess.Popen(command, cwd=toy, env=one, stdout=subprocess.PIPE) for one in environments]
    first, second = (json.loads(command.communicate()[0])[0]["message"] for command in commands)
    assert "ValueError: {'" in first
    assert first == second


def test_a_file_that_is_not_utf8_is_an_import_error(judge: Judge, kata: Kata) -> None:
    kata.answer.write_bytes(b"x = '\xff'\n")
    verdict = judge.judge(kata, kata.answer)
    assert (verdict.problem, "'utf-8' codec can't decode byte 0xff" in (verdict.message or "")) == (
        "import error",
        True,
    )


def test_a_missing_file_is_told(judge: Judge, kata: Kata) -> None:
    verdict = judge.judge(kata, kata.answer)
    assert (verdict.passed, verdict.problem) == (False, "missing")
    assert verdict.message == f"There is no file {kata.answer}. `uv run kata reset 1` makes one from the starter."


def test_a_folder_in_place_of_the_file_is_told(judge: Judge, kata: Kata) -> None:
    kata.answer.mkdir()
    verdict = judge.judge(kata, kata.answer)
    assert (verdict.passed, verdict.problem) == (False, "missing")
    assert verdict.message == f"{kata.answer} can't be read: Is a directory. A Python file was wanted."


def test_an_answer_can_not_change_the_spec_for_the_next_one(judge: Judge, kata: Kata) -> None:
    meddling = "from pathlib import Path\n\nPath('test_triple.py').write_text('def test_it_gives_a_triple(): pass')\n"
    judged(judge, kata, meddling + ANSWER)
    assert not judged(judge, kata, ANSWER.replace("Dense(units", "Dense(2")).passed


def test_a_spec_that_changes_is_read_again(judge: Judge, kata: Kata, toy: Path) -> None:
    assert judged(judge, kata, ANSWER).passed
    kata.spec.write_text(f"{kata.spec.read_text()}\n\ndef test_it_is_late():\n    assert False\n")
    assert [test.name for test in judged(judge, Course(toy).kata("triple"), ANSWER).failures] == ["test_it_is_late"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems read the spec for each answer")
def test_a_spec_is_read_before_the_process_of_an_answer_begins(judge: Judge, kata: Kata, toy: Path) -> None:
    asked = "\n\ndef test_it_was_read_by_the_parent():\n    assert os.getppid() == READER\n"
    kata.spec.write_text(f"import os\n{kata.spec.read_text()}\nREADER = os.getpid()\n{asked}")
    assert judged(judge, Course(toy).kata("triple"), ANSWER).passed


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("keras.ops.ones(2)", "test_triple.py can't be run: it uses TensorFlow while it is imported. Do it in"),
        ("import nothing_like_it", "The spec can't be run.\n"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_spec_that_can_not_be_read_is_told(judge: Judge, kata: Kata, line: str, told: str) -> None:
    spec = kata.spec.read_text()
    kata.spec.write_text(f"{spec}\n\n{line}\n")
    for _ in range(2):
        verdict = judged(judge, kata, ANSWER)
        assert (verdict.passed, verdict.problem) == (False, "crash")
        assert told in (verdict.message or "")
    kata.spec.write_text(spec)
    assert judged(judge, kata, ANSWER).passed


@pytest.mark.parametrize(("times", "is_asked"), [(1, True), (30, False)])
def test_the_comparer_is_asked_what_numbers_decide_unless_the_question_is_too_long(
    judge: Judge, kata: Kata, toy: Path, monkeypatch: pytest.MonkeyPatch, times: int, is_asked: bool
) -> None:
    in_other_words = f"""

def test_it_adds_nothing(graph):
    import numpy as np

    triple = keras.layers.Dense(3)(INPUTS["pair"])
    for size in range(9_000, 9_000 + {times}):
        triple += keras.ops.sum(INPUTS["pair"][:, :1] * np.zeros(size, "float32"), axis=-1, keepdims=True)
    assert compare(graph, graph_of(keras.Model(INPUTS["pair"], {{"triple": triple}}))).in_other_words
"""
    asked: list[bytes] = []
    decide = Comparer.decide

    def counted(comparer: Comparer, undecided: Undecided) -> bytes:
        asked.append(decide(comparer, undecided))
        return asked[-1]

    monkeypatch.setattr(Comparer, "decide", counted)
    kata.spec.write_text(kata.spec.read_text().replace("import graph_of", "import compare, graph_of") + in_other_words)
    assert judged(judge, Course(toy).kata("triple"), ANSWER).failures == []
    assert len(asked) == is_asked


@pytest.fixture(scope="module")
def sharing() -> Iterator[Judge]:
    """A judge of whose processes two share an answer's tests."""
    with Judge(ahead=2) as judge:
        yield judge


BOTH_STYLES = f"{ANSWER}\n\nbuild_subclassed = build_model\n"


@pytest.mark.parametrize(
    "answer",
    [
        ANSWER,
        BOTH_STYLES,
        ANSWER.replace("Dense(units", "Dense(2"),
        BOTH_STYLES.replace("Dense(units", "Dense(2"),
        "def build_model(:\n",
        "def build_model():\n    return 1 / 0\n",
        "import os\nos._exit(0)\n",
        f"{ANSWER}\nwhile True:\n    pass\n",
    ],
)
def test_processes_that_share_an_answer_give_the_same_verdict(
    judge: Judge, sharing: Judge, kata: Kata, answer: str
) -> None:
    sharing.expect(kata)
    assert untimed(judged(sharing, kata, answer)) == untimed(judged(judge, kata, answer))


def test_each_test_is_run_by_one_of_the_processes_that_share_an_answer_and_its_cases_by_the_same(
    sharing: Judge, kata: Kata, toy: Path
) -> None:
    slow = "import os\n    import time\n    time.sleep(1.0)\n    raise ValueError(os.getpid())"
    cases = "@pytest.mark.parametrize('case', [1, 2])"
    tests = (
        f"{cases}\ndef test_first(graph, case):\n    {slow}\n\n\n{cases}\ndef test_second(graph, case):\n    {slow}\n"
    )
    kata.spec.write_text(f"{kata.spec.read_text()}\n\n{tests}")
    reports: list[Message] = []
    kata.answer.write_text(ANSWER)
    verdict = sharing.judge(Course(toy).kata("triple"), kata.answer, reports.append)
    processes = [re.findall(r"ValueError: (\d+)", test.message) for test in verdict.failures]
    first, second = processes[0], processes[2]
    assert processes == [first, first, second, second]
    assert first != second
    assert len([report for report in reports if hasattr(report, "graph")]) == 1


def test_the_first_way_of_building_is_told_first_though_another_process_ends_the_second_before(
    sharing: Judge, kata: Kata, toy: Path
) -> None:
    test = "def test_slow(build, request):\n    import time\n    time.sleep('[build_model]' in request.node.name)\n"
    kata.spec.write_text(f"{kata.spec.read_text()}\n\n{test}")
    told: list[Message] = []
    kata.answer.write_text(BOTH_STYLES)
    verdict = sharing.judge(Course(toy).kata("triple"), kata.answer, told.append)
    ways = ["test_slow[build_model]", "test_slow[build_subclassed]"]
    tests = [report.test.name for report in told if hasattr(report, "test")]
    assert [test for test in tests if test in ways] == ways[::-1]
    assert [test.name for test in verdict.tests][-2:] == ways


def test_an_answer_s_layers_are_named_as_in_a_process_of_its_own(sharing: Judge, kata: Kata) -> None:
    write_target(kata)
    sharing.expect(kata)
    sharing.warm_up()
    time.sleep(1.0)  # while the processes practise, which makes layers, too
    names = "keras.layers.Dense(1).name, keras.Sequential().name"
    verdict = judged(sharing, kata, ANSWER.replace("    return", f"    raise ValueError({names})\n    return"))
    assert "ValueError: ('dense', 'sequential')" in verdict.failures[0].message


def test_where_processes_can_not_be_forked_verdicts_are_the_same(
    judge: Judge, kata: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = (ANSWER, ANSWER.replace("Dense(units", "Dense(2"), "import os\nos._exit(0)\n")
    wanted = [untimed(judged(judge, kata, answer)) for answer in answers]
    monkeypatch.setattr("dojo.judge.FORKS", False)
    monkeypatch.setattr("dojo.spec_runner.FORKS", False)
    with Judge(sandbox=False, ahead=1) as spawning:
        spawning.expect(kata)
        assert [untimed(judged(spawning, kata, answer)) for answer in answers] == wanted


def test_nothing_is_left_in_the_temporary_folder(
    judge: Judge, toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge.warm_up()  # what it keeps there is in place
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    kata = Course(toy).kata("triple")
    with Judge() as another:
        assert another.judge(kata, kata.solution_files[0]).passed
    assert set(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no sandbox")
def test_without_the_sandbox_an_answer_may_start_processes_which_end_with_it(toy: Path, tmp_path: Path) -> None:
    starting = f"""
import subprocess
from pathlib import Path

child = subprocess.Popen(["sleep", "600"])
Path({str(tmp_path / "pid")!r}).write_text(str(child.pid))
"""
    kata = Course(toy).kata("triple")
    kata.answer.write_text(starting + ANSWER)
    with Judge(sandbox=False) as judge:
        assert judge.judge(kata, kata.answer).passed
    assert has_ended(int((tmp_path / "pid").read_text()))


def has_ended(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
