"""What others' machines run to grade: each export is tried by its own entry, in a folder laid out as its host does."""

import base64
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from dojo import sandbox
from dojo.__main__ import main
from dojo.course import Course
from dojo.exporting.on_github import LONGEST_TEXT, annotation, summary
from dojo.exporting.submission import Outcome
from dojo.grading.records import Graded
from dojo.grading.scores import scores
from dojo.grading.version import judged_by
from dojo.verdict import TestOutcome, Verdict

from ..conftest import ANSWER, STARTER, Run
from ..test_commands import shown, untimed

GOLDEN = Path(__file__).parent / "golden"
NEEDS_SANDBOX = pytest.mark.skipif(not sandbox.available(), reason="this system has no sandbox")
FORGING = """
import pathlib

for name in ("results.json", "forged.json"):
    try:
        pathlib.Path("RESULTS", name).write_text('{"score": 100}')
    except OSError:
        pass
"""


@pytest.fixture
def project(toy: Path, root: Path) -> Path:
    """The toy course in a project that can be exported."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, toy)
    (toy / "tools").symlink_to(root / "tools")
    return toy


def laid_out(archive: Path, place: Path) -> Path:
    """The folder `/autograder` as Gradescope makes it of the zip; this environment stands in for that of setup.sh."""
    with ZipFile(archive) as packed:
        for entry in packed.infolist():
            Path(packed.extract(entry, place / "source")).chmod(entry.external_attr >> 16)
    (place / "source/.venv").symlink_to(sys.prefix)
    shutil.copy(place / "source/run_autograder", place)
    for name in ("submission", "results"):
        (place / name).mkdir()
    return place


@pytest.fixture
def autograder(kata: Run, project: Path, tmp_path: Path) -> Path:
    told = "autograder.zip is written. Upload it as the autograder of a programming assignment.\n"
    assert shown(kata("export", "gradescope")) == (0, told, "")
    return laid_out(project / "autograder.zip", tmp_path / "autograder")


def hand_in(place: Path, **answers: str) -> None:
    """Writes the answers, by their words: the first kata's in its folder, others without one."""
    for word, answer in answers.items():
        path = place / ("katas/01_triple" if word == "triple" else "") / f"{word}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer)


def graded(autograder: Path) -> dict[str, object]:
    """What Gradescope reads once it has run the autograder."""
    subprocess.run([autograder / "run_autograder"], cwd=autograder, check=True, capture_output=True, timeout=120)
    found: dict[str, object] = json.loads((autograder / "results/results.json").read_text())
    return found


def marks(found: dict[str, object]) -> list[tuple[str, float, str]]:
    return [(test["name"], test["score"], test["status"]) for test in found["tests"]]  # type: ignore[attr-defined]


@NEEDS_SANDBOX
def test_gradescope_gets_a_mark_for_each_kata_which_no_answer_can_write(autograder: Path) -> None:
    forging = FORGING.replace("RESULTS", str(autograder / "results")) + STARTER
    hand_in(autograder / "submission", triple=ANSWER, other_triple=forging)
    found = graded(autograder)
    assert (found["score"], found["output"]) == (1.5, "1 of 2 katas green")
    assert marks(found) == [
        ("01_triple: Three of two", 1.0, "passed"),
        ("02_other_triple: Three of two", 0.5, "failed"),
    ]
    assert [path.name for path in (autograder / "results").iterdir()] == ["results.json"]


@NEEDS_SANDBOX
def test_a_missing_answer_gets_0_and_what_was_not_understood_is_named(autograder: Path) -> None:
    (autograder / "submission/essay.txt").write_text("")
    found = graded(autograder)
    told = "0 of 2 katas green\nsubmission: no answer among 1 file (essay.txt). Wanted: 01_triple/triple.py"
    assert (found["score"], found["output"]) == (0.0, told)
    assert "01_triple missing" in found["tests"][0]["output"]  # type: ignore[index]


def test_without_a_sandbox_gradescope_is_told_why_nothing_is_graded(
    autograder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(autograder / "submission", triple=ANSWER)
    monkeypatch.setattr("dojo.sandbox.missing", lambda: ["Landlock"])
    monkeypatch.setattr("sys.argv", ["kata", "host", "gradescope", str(autograder), "--sandbox"])
    with pytest.raises(SystemExit):
        main()
    found = json.loads((autograder / "results/results.json").read_text())
    assert (found["score"], found["tests"]) == (0, [])
    assert "was not graded" in found["output"]
    assert "it lacks Landlock" in found["output"]
    assert "kata export gradescope --no-sandbox" in capsys.readouterr().out


def test_exported_without_a_sandbox_it_grades_and_an_answer_can_write_where_it_likes(
    kata: Run, project: Path, tmp_path: Path
) -> None:
    kata("export", "gradescope", "1", "--no-sandbox", "--out", "open.zip")
    autograder = laid_out(project / "open.zip", tmp_path / "open")
    hand_in(autograder / "submission", triple=FORGING.replace("RESULTS", str(autograder / "results")) + ANSWER)
    assert marks(graded(autograder)) == [("01_triple: Three of two", 1.0, "passed")]
    assert (autograder / "results/forged.json").exists()


def test_the_zip_is_the_same_each_time_and_holds_no_learners_file(kata: Run, project: Path) -> None:
    kata("export", "gradescope", "1", "--out", "before.zip")
    hand_in(project, triple=ANSWER)
    (project / "katas/01_triple/my_test.py").write_text("")
    kata("export", "gradescope", "1", "--out", "after.zip")
    assert (project / "before.zip").read_bytes() == (project / "after.zip").read_bytes()
    with ZipFile(project / "after.zip") as archive:
        modes = {entry.filename: stat.filemode(entry.external_attr >> 16) for entry in archive.infolist()}
    assert {name: mode for name, mode in modes.items() if not name.startswith("tools/")} == {
        "LICENSE": "-rw-r--r--",
        "README.md": "-rw-r--r--",
        "katas/01_triple/kata.toml": "-rw-r--r--",
        "katas/01_triple/starter.py": "-rw-r--r--",
        "katas/01_triple/test_triple.py": "-rw-r--r--",
        "katas/conftest.py": "-rw-r--r--",
        "katas/pytest.ini": "-rw-r--r--",
        "pyproject.toml": "-rw-r--r--",
        "run_autograder": "-rwxr-xr-x",
        "setup.sh": "-rwxr-xr-x",
    }


def test_the_zip_holds_all_that_a_verdict_depends_on(kata: Run, root: Path, course: Course, tmp_path: Path) -> None:
    kata("export", "gradescope", "2", "swapped_weights", "--out", str(tmp_path / "two.zip"), cwd=root)
    packed = Course(laid_out(tmp_path / "two.zip", tmp_path / "autograder") / "source")
    names = ["02_two_inputs", "23_swapped_weights"]  # the second has the learner's own test tried on known answers
    assert {kata.name: judged_by(kata) for kata in packed.katas} == {
        name: judged_by(course.kata(name)) for name in names
    }


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_bash_can_read_the_scripts(autograder: Path, script: str) -> None:
    read = subprocess.run(["bash", "-n", autograder / "source" / script], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_outside_a_project_the_autograder_is_not_made(kata: Run, toy: Path) -> None:
    code, _, errors = shown(kata("export", "gradescope"))
    assert (code, errors.splitlines()[1:]) == (
        2,
        ["which must hold pyproject.toml, README.md, LICENSE, tools/dojo, tools/modelgraph."],
    )


def test_the_workflow_judges_by_another_repository(kata: Run, toy: Path) -> None:
    made = kata("export", "github", "1", "2", "--course", "some-school/beyond-sequential@v1")
    told = ".github/workflows/classroom.yml is written. Commit it to the repository that learners start from.\n"
    assert shown(made) == (0, told, "")
    assert (toy / ".github/workflows/classroom.yml").read_text() == (GOLDEN / "classroom.yml").read_text()


@pytest.mark.parametrize("course_at", ["beyond-sequential", "a/b", 'a/b@v1"\n', "a/b@${{ x }}"])
def test_a_course_that_is_no_repository_at_a_version_is_refused(kata: Run, course_at: str) -> None:
    code, _, errors = shown(kata("export", "github", "--course", course_at))
    assert (code, errors.endswith("as in --course some-school/beyond-sequential@v1\n")) == (2, True)


def pushed(kata: Run, toy: Path, **answers: str) -> tuple[subprocess.CompletedProcess[str], str, dict[str, object]]:
    """What the workflow's own command gives on a push: its result, the step's summary, and the points."""
    hand_in(toy.parent / "submission", **answers)
    kata("export", "github", "1", "2", "--course", "some-school/beyond-sequential@v1")
    workflow = (toy / ".github/workflows/classroom.yml").read_text()
    command = next(line.split()[1:] for line in workflow.splitlines() if line.strip().startswith("run: "))
    assert command[:5] == ["uv", "run", "--no-dev", "--no-editable", "kata"]
    summary, output = toy.parent / "summary.md", toy.parent / "output"
    told_where = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
    result = kata(*command[5:], **told_where)
    points = json.loads(base64.b64decode(output.read_text().removeprefix("result=")))
    return result, summary.read_text(), points


@NEEDS_SANDBOX
def test_a_push_with_an_answer_that_is_not_green_fails_and_says_where(kata: Run, toy: Path) -> None:
    late = STARTER.replace("    return", "    units / 0\n    return")
    result, summary, points = pushed(kata, toy, triple=ANSWER, other_triple=late)
    at = "::error file=other_triple.py,line=8,title=02_other_triple::"
    assert (result.returncode, result.stdout.startswith(at), result.stderr) == (1, True, "")
    assert untimed(summary) == (GOLDEN / "step_summary.md").read_text()
    assert (points["status"], points["max_score"]) == ("fail", 200)
    assert [(test["name"], test["score"]) for test in points["tests"]] == [  # type: ignore[attr-defined]
        ("01_triple", 100),
        ("02_other_triple", 0),
    ]


@NEEDS_SANDBOX
def test_a_push_with_green_answers_passes(kata: Run, toy: Path) -> None:
    result, summary, points = pushed(kata, toy, triple=ANSWER, other_triple=ANSWER)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert summary.startswith("### 2 of 2 katas green\n")
    assert points["status"] == "pass"


def test_a_push_that_can_not_be_judged_ends_with_2(kata: Run, toy: Path) -> None:
    result = kata("host", "github", "nowhere")
    assert (result.returncode, result.stdout.startswith("::error title=Not judged::nowhere can't be read")) == (2, True)


WRITTEN_BY_A_STRANGER = (
    "E  x</pre>\n::add-mask::a\n##[set-output name=result;]b\r::error::c % <b>\n" + "z" * 2 * LONGEST_TEXT
)


def test_what_a_stranger_wrote_is_no_command_to_github_and_no_markup(toy: Path) -> None:
    course = Course(toy)
    test = TestOutcome("test_it_takes_a_pair[build_model]", "failed", WRITTEN_BY_A_STRANGER)
    verdict = Verdict("01_triple", False, tests=[test], learner="submission")
    results = [Graded(verdict)]
    kata = course.kata("1")
    printed = [
        annotation(kata, verdict, toy),
        annotation(kata, Verdict("01_triple", False, "import error", WRITTEN_BY_A_STRANGER), toy),
    ]
    assert [line[:9] for told in printed for line in told.splitlines()] == ["::error t", "::error t"]
    text = summary(course, Outcome(results, scores(course, results, {}), ["<i>a note</i>"]))
    assert (text.count("</pre>"), "<b>" in text, "<i>" in text) == (2, False, False)
    assert len(text) < 2 * LONGEST_TEXT
