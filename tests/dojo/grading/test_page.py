"""The report page as text: what it shows, and that nothing a stranger wrote becomes more than text."""

import re
import tracemalloc
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from dojo.grading.page import first_sentence
from dojo.verdict import GraphVerdict, TestOutcome, Verdict

from .report import CLASS, HOSTILE, RIGHT, WRONG, graded, graph, reported, texts_in

GOLDEN = Path(__file__).parent / "golden" / "report.html"


class Elements(HTMLParser):
    """The names of the elements, and of their attributes, that HTML holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def readable(html: str) -> str:
    """The page without style, script and drawings, its texts unpacked."""
    for number, texts in enumerate(texts_in(html)):
        told = "".join(f"\n<!-- text {number}.{place} -->\n{text}" for place, text in enumerate(texts))
        html = re.sub(r'(class="texts">)[\w+/=]+', lambda found, told=told: found[1] + told, html, count=1)
    html = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1...\3", html, flags=re.DOTALL)
    html = re.sub(r"<svg .*?</svg>", "<svg>...</svg>", html, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']*'", "'sha256-...'", html)


def test_the_page_of_a_small_class(toy: Path) -> None:
    assert readable(reported(toy, CLASS)) == GOLDEN.read_text("utf-8")


def test_equal_verdicts_are_packed_once(toy: Path) -> None:
    assert [len(texts) for texts in texts_in(reported(toy, CLASS))] == [2, 2]


def test_the_wrong_graph_stands_beside_the_target_and_the_right_one_is_the_target(toy: Path) -> None:
    assert [text.count("<svg ") for text in texts_in(reported(toy, CLASS))[0]] == [1, 2]


def peak_memory(toy: Path, katas: list[str]) -> int:
    """The bytes that a page takes while it is written, on 30 learners whose graphs all differ."""
    wrong = [msgspec.structs.replace(WRONG, kata=kata) for kata in katas]
    results = [graded(f"{units:02}", one, graph(units)) for units in range(4, 34) for one in wrong]
    tracemalloc.start()
    try:
        reported(toy, results)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_second_katas_graphs_take_no_more_memory_than_one_katas(toy: Path) -> None:
    reported(toy, CLASS)  # what is loaded once
    alone = [peak_memory(toy, [kata]) for kata in ("01_triple", "02_other_triple")]
    assert peak_memory(toy, ["01_triple", "02_other_triple"]) < 1.2 * max(alone)


def test_a_page_on_nobody_says_so(toy: Path) -> None:
    html = reported(toy, [])
    assert ("No answer has been judged." in html, "<table" in html) == (True, False)


def test_a_learner_without_a_verdict_on_a_kata_leaves_a_gap(toy: Path) -> None:
    html = reported(toy, [CLASS[0], CLASS[3]])
    assert html.count('<td data-sort="-1"></td>') == 2


def hostile_page(toy: Path) -> str:
    """The page on a class in which all that a stranger can choose is hostile."""
    tests = [TestOutcome(f"test_{HOSTILE}", "failed", HOSTILE), TestOutcome("test_it_takes_a_pair", "not run")]
    wrong = GraphVerdict(False, differences=[f"`{HOSTILE}` {HOSTILE}"])
    verdict = Verdict("01_triple", False, None, None, 0.1, [HOSTILE], tests, wrong)
    broken = Verdict("02_other_triple", False, "crash", HOSTILE)
    return reported(toy, [graded(HOSTILE, verdict, graph(2, HOSTILE)), graded(HOSTILE, broken)])


def test_nothing_that_a_stranger_wrote_becomes_an_element_of_the_page(toy: Path) -> None:
    plain, hostile = Elements(reported(toy, CLASS)), Elements(hostile_page(toy))
    assert (set(hostile.tags) - set(plain.tags), hostile.attributes - plain.attributes) == (set(), set())


def test_nothing_that_a_stranger_wrote_becomes_an_element_of_a_text(toy: Path) -> None:
    plain = Elements("".join(text for texts in texts_in(reported(toy, CLASS)) for text in texts))
    hostile = Elements("".join(text for texts in texts_in(hostile_page(toy)) for text in texts))
    assert (set(hostile.tags) - set(plain.tags), hostile.attributes - plain.attributes) == (set(), set())


def test_a_learners_name_with_half_a_character_can_be_written(toy: Path) -> None:
    assert "a\N{REPLACEMENT CHARACTER}b".encode() in reported(toy, [graded("a\udc80b", RIGHT, graph())]).encode("utf-8")


@pytest.mark.parametrize("raw", [b"{}", b'{"calls": 1}', b"[" * 1000 + b"]" * 1000], ids=["{}", "calls", "brackets"])
def test_a_graph_that_is_none_costs_a_sentence(toy: Path, raw: bytes) -> None:
    odd = msgspec.structs.replace(CLASS[2], graph=msgspec.Raw(raw))
    assert "The answer&#39;s graph can&#39;t be read." in texts_in(reported(toy, [odd]))[0][0]


def test_a_forged_report_of_any_size_makes_a_text_that_can_be_opened(toy: Path) -> None:
    long = "x" * 100_000
    tests = [TestOutcome(f"test_{number}{long}", "failed", long) for number in range(120)]
    forged = msgspec.structs.replace(WRONG, tests=tests, styles=[long] * 9)
    assert len(texts_in(reported(toy, [graded("ada", forged, graph(2))]))[0][0]) < 100 * 20_000 * 1.1


def test_a_graph_that_is_too_large_is_not_drawn(toy: Path) -> None:
    calls = graph().calls
    large = msgspec.structs.replace(graph(2), calls=(*calls, *[calls[1]] * 100))
    text = texts_in(reported(toy, [graded("ada", WRONG, large)]))[0][0]
    assert ("has 102 calls; at most 100 are drawn" in text, "<svg" in text) == (True, False)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict("k", False, "timeout", "Stopped after 10 s."), "Stopped after 10 s."),
        (Verdict("k", False, "import error", "  frames\nOSError: no"), "OSError: no"),
        (WRONG, "`triple` is `Dense 2`; the target has `Dense 3` there."),
        (
            Verdict("k", False, tests=[TestOutcome("test_it_gives", "failed", "E   assert 1")]),
            "It fails here: it gives.",
        ),
        (Verdict("k", False, "crash", " \n"), "It doesn't pass, and says nothing of why."),
        (Verdict("k", False, "crash", "x" * 999), "x" * 300 + "…"),
    ],
    ids=["problem", "error", "graph", "test", "nothing", "long"],
)
def test_the_first_sentence_says_most_of_what_is_wrong(verdict: Verdict, sentence: str) -> None:
    assert first_sentence(verdict) == sentence
