"""What a teacher's tools read: each report against its golden file, with names and messages of the worst kinds."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.gradescope import file_name, gradescope_json
from dojo.grading.junit import junit_xml
from dojo.grading.records import Graded
from dojo.grading.reports import write_reports
from dojo.grading.results import results_csv, results_json
from dojo.grading.scores import MOST_WITHOUT_PASSING, Scores, score, scores, weights_in
from dojo.verdict import GraphVerdict, TestOutcome, Verdict

GOLDEN = Path(__file__).parent / "golden"
PAIR, TRIPLE = "test_it_takes_a_pair[build_model]", "test_it_gives_a_triple[build_model]"
BOTH = [TestOutcome(PAIR, "passed"), TestOutcome(TRIPLE, "passed")]
WRONG = GraphVerdict(False, False, ["`triple` <is> & isn't ]]> it."])
VERDICTS = [
    Verdict("01_triple", True, None, None, 0.25, ["functional"], BOTH, GraphVerdict(True), '=HYPERLINK("x"),1'),
    Verdict("02_other_triple", False, "missing", "No answer was handed in.", learner='=HYPERLINK("x"),1'),
    Verdict("01_triple", False, None, None, 1.5, ["sequential"], BOTH, WRONG, 'Zo\u00eb <b> & "co" [red]\''),
    Verdict(
        "02_other_triple",
        False,
        "timeout",
        "Stopped \x1b[31mafter\x00 3 s.\uffff",
        3.0,
        [],
        [TestOutcome(PAIR, "failed", "E  <assert> \u0007 [bold]&\n"), TestOutcome("test_it_gives_a_triple", "not run")],
        learner='Zo\u00eb <b> & "co" [red]\'',
    ),
]
RESULTS = [Graded(verdict) for verdict in VERDICTS]
BY_KATA = sorted(RESULTS, key=lambda one: one.verdict.kata)


@pytest.fixture
def course(toy: Path) -> Course:
    return Course(toy)


@pytest.fixture
def scored(course: Course) -> Scores:
    return scores(course, RESULTS, {"02_other_triple": 2.0})


def golden(name: str) -> str:
    return (GOLDEN / name).read_text("utf-8")


def test_results_json_is_a_list_of_verdicts() -> None:
    assert "".join(results_json(RESULTS)) == golden("results.json")


def test_results_csv_has_a_row_for_each_learner_and_a_column_for_each_kata(scored: Scores) -> None:
    assert results_csv(scored) == golden("results.csv")


def test_junit_xml_has_a_suite_for_each_verdict() -> None:
    assert "".join(junit_xml(RESULTS)) == golden("junit.xml")


def test_gradescope_gets_a_test_for_each_kata(course: Course, scored: Scores) -> None:
    assert gradescope_json(course, RESULTS[2:], scored) == golden("gradescope.json")


def test_a_formula_in_a_name_is_text_in_the_table(scored: Scores) -> None:
    rows = list(csv.reader(io.StringIO(results_csv(scored))))
    assert [row[0] for row in rows] == ["learner", """'=HYPERLINK("x"),1""", 'Zo\u00eb <b> & "co" [red]\'']


def test_junit_xml_can_be_parsed_whatever_answers_print() -> None:
    suites = ElementTree.fromstringlist(junit_xml(RESULTS))
    counts = [
        (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) for suite in suites
    ]
    assert counts == [("3", "0", "0", "0"), ("1", "0", "1", "0"), ("3", "1", "0", "0"), ("3", "1", "1", "1")]


def test_all_reports_are_written(course: Course, scored: Scores, tmp_path: Path) -> None:
    write_reports(tmp_path / "out", course, RESULTS, BY_KATA, scored)
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert files == {
        "report/index.html",
        "results.json",
        "results.csv",
        "junit.xml",
        "gradescope/=HYPERLINK(%22x%22),1.json",
        "gradescope/Zo\u00eb %3Cb%3E & %22co%22 [red]'.json",
    }


def test_a_report_that_can_not_be_written_is_told(course: Course, scored: Scores, tmp_path: Path) -> None:
    (tmp_path / "results.csv").mkdir()
    with pytest.raises(KataError, match=r"results\.csv can't be written: Is a directory\. Mend that and run the same"):
        write_reports(tmp_path, course, RESULTS, BY_KATA, scored)


def test_learners_results_stay_in_their_folder_in_files_of_their_own() -> None:
    names = ["../../etc/passwd", "..%2F..%2Fetc%2Fpasswd", ".hidden", "a:b", "a b"]
    assert [file_name(name) for name in names] == [
        "%2E.%2F..%2Fetc%2Fpasswd.json",
        "..%252F..%252Fetc%252Fpasswd.json".replace("..", "%2E.", 1),
        "%2Ehidden.json",
        "a%3Ab.json",
        "a b.json",
    ]


def test_gradescopes_points_are_the_weighted_scores(course: Course, scored: Scores) -> None:
    found = json.loads(gradescope_json(course, RESULTS[:2], scored))
    points = [(test["score"], test["max_score"], test["status"]) for test in found["tests"]]
    assert (found["score"], points) == (1.0, [(1.0, 1.0, "passed"), (0.0, 2.0, "failed")])


def verdict(*passed: str, ran: tuple[str, ...] = (PAIR, TRIPLE)) -> Verdict:
    tests = [TestOutcome(name, "passed" if name in passed else "failed") for name in ran]
    return Verdict("01_triple", False, tests=tests)


def test_a_score_is_the_share_of_the_specs_tests_that_passed(course: Course) -> None:
    assert score(course.kata("1"), verdict(PAIR)) == 0.5


def test_a_score_is_full_only_where_the_verdict_passed(course: Course) -> None:
    kata = course.kata("1")
    assert [score(kata, one) for one in (VERDICTS[0], VERDICTS[2])] == [1.0, MOST_WITHOUT_PASSING]


def test_a_test_counts_if_it_passed_in_every_style(course: Course) -> None:
    other = TRIPLE.replace("build_model", "build_subclassed")
    assert score(course.kata("1"), verdict(PAIR, TRIPLE, ran=(PAIR, TRIPLE, other))) == 0.5


def test_tests_that_the_spec_does_not_have_count_for_nothing(course: Course) -> None:
    forged = tuple(f"test_forged_{number}" for number in range(100))
    assert score(course.kata("1"), verdict(*forged, ran=(*forged, PAIR, TRIPLE))) == 0.0


def test_a_missing_answer_scores_nothing(course: Course) -> None:
    assert score(course.kata("2"), VERDICTS[1]) == 0.0


def test_the_learners_own_test_counts_where_the_kata_asks_for_one(course: Course) -> None:
    toml = course.kata("1").folder / "kata.toml"
    toml.write_text(toml.read_text() + 'own_test = "test_it_gives_a_triple"\n')
    mine = "my_test_passes_on_our_solutions"
    assert score(Course(course.root).kata("1"), verdict(PAIR, TRIPLE, mine, ran=(PAIR, TRIPLE, mine))) == 0.5


def test_a_learners_score_is_the_weighted_mean(scored: Scores) -> None:
    assert list(scored.totals.values()) == [round(1 / 3, 3), round((MOST_WITHOUT_PASSING + 2 * 0.0) / 3, 3)]


def test_weights_go_by_number_word_or_folder(course: Course, tmp_path: Path) -> None:
    (tmp_path / "weights.toml").write_text("[weights]\n01 = 2\nother_triple = 0.5\n")
    assert weights_in(tmp_path / "weights.toml", course) == {"01_triple": 2.0, "02_other_triple": 0.5}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[weights]\ntripel = 2\n", r"weights.toml: No kata is called 'tripel'. Did you mean 01_triple\?"),
        ("[weights]\n1 = -2\n", r"weights.toml: the weight of 1 is -2.0; a number from 0 up was wanted."),
        ("[weights]\n1 = nan\n", r"weights.toml: the weight of 1 is nan; a number from 0 up was wanted."),
        ("[weights]\n1 = 'x'\n", r"weights.toml can't be used: Expected `float`, got `str`"),
        ("[weights]\n1 = 2\ntriple = 3\n", r"weights.toml: 01_triple has two weights; keep one of them."),
        ("01 = 2\n", r"weights.toml can't be used: .*\nA table \[weights\] with lines as 06 = 2 was wanted."),
    ],
)
def test_weights_that_can_not_be_used_are_told(course: Course, tmp_path: Path, table: str, told: str) -> None:
    (tmp_path / "weights.toml").write_text(table)
    with pytest.raises(KataError, match=told):
        weights_in(tmp_path / "weights.toml", course)
