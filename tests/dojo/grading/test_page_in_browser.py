"""The report page in a real browser: it sorts, filters, opens verdicts, and asks nothing of anybody."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .chromium import PROGRAM, Page, chromium
from .report import CLASS, HOSTILE, WRONG, graded, graph, reported

COMPLAINTS = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
OPENED = """new Promise((resolve) => {
  const texts = () => document.querySelector("dialog[open] details[open] > div")?.innerText;
  const look = () => !texts() ? requestAnimationFrame(look) : resolve(texts());
  look();
})"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser, which continuous integration must have."""
    if not PROGRAM:
        unable = pytest.fail if os.environ.get("CI") else pytest.skip
        unable("No Chromium is installed; on Debian: apt-get install chromium")
    with chromium(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(browser: Page, toy: Path) -> Page:
    """The report on the small class, opened."""
    file = toy / "index.html"
    file.write_text(reported(toy, CLASS), "utf-8")
    browser.open(file)
    return browser


def shown(page: Page) -> list[str]:
    """The learners that the page shows, from above."""
    return page.run("Array.from(document.querySelectorAll('#class tbody tr:not([hidden]) th'), (th) => th.innerText)")


def choose(page: Page, field: str, value: str) -> None:
    """Sets a field of the filters as a user does."""
    page.run(f"filters.elements.{field}.value = {value!r}")
    page.run(f"filters.elements.{field}.dispatchEvent(new Event('input', {{bubbles: true}}))")


def click(page: Page, selector: str) -> None:
    page.run(f"document.querySelector({selector!r}).click()")


def complaints(page: Page) -> list[dict[str, object]]:
    """What the browser complained of, after it has drawn the page."""
    page.run("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    return [event["params"] for event in page.events if event["method"] in COMPLAINTS]


def requests(page: Page) -> list[str]:
    """The addresses that the page asked for."""
    return [
        event["params"]["request"]["url"] for event in page.events if event["method"] == "Network.requestWillBeSent"
    ]


def test_a_click_on_a_heading_sorts_and_another_turns_the_order(page: Page) -> None:
    click(page, "#class thead th:nth-child(5) button")
    once = shown(page)
    click(page, "#class thead th:nth-child(2) button")
    click(page, "#class thead th:nth-child(1) button")
    click(page, "#class thead th:nth-child(1) button")
    assert (once, shown(page)) == (["ada", "ben", "cem"], ["cem", "ben", "ada"])


def test_sorting_by_score_puts_the_lowest_first(page: Page) -> None:
    click(page, "#class thead th:nth-child(2) button")
    assert (shown(page), page.run("document.querySelector('[aria-sort=ascending]').innerText")) == (
        ["ben", "cem", "ada"],
        "Score",
    )


def test_of_a_very_large_class_the_first_are_shown_in_any_order(browser: Page, toy: Path) -> None:
    file = toy / "index.html"
    file.write_text(reported(toy, [graded(f"{number:03}", WRONG) for number in range(301)]), "utf-8")
    browser.open(file)
    before = shown(browser)[-1]
    for _ in range(2):
        click(browser, "#class thead th:nth-child(1) button")
    count = "the first 300 of 301 found, of 301 learners"
    assert (before, shown(browser)[-1], browser.run("filters.elements.count.value")) == ("299", "001", count)


def test_the_name_filters(page: Page) -> None:
    choose(page, "learner", "E")
    assert (shown(page), page.run("filters.elements.count.value")) == (["ben", "cem"], "2 of 3 learners")


def test_the_kata_filters_rows_and_columns(page: Page) -> None:
    choose(page, "kata", "1")
    texts = "Array.from(document.querySelectorAll('tr'), (tr) => tr.innerText.trim()).filter((text) => text)"
    assert [line.split("\t")[-1] for line in page.run(texts)][-4:] == ["02", "○ missing", "! timeout", "○ missing"]


def test_only_failing_ones_are_shown_if_asked_for(page: Page) -> None:
    choose(page, "state", "failing problem")
    failing_anywhere = shown(page)
    choose(page, "kata", "1")
    assert (failing_anywhere, shown(page)) == (["ben", "cem"], ["ben"])


def test_a_verdict_opens_with_its_sentences_and_both_graphs(page: Page) -> None:
    click(page, "#row1 td.failing button")
    text = page.run(OPENED)
    assert (
        "triple is Dense 2; the target has Dense 3 there." in text,
        page.run("document.querySelector('dialog h2').innerText"),
        page.run("document.querySelectorAll('dialog svg').length"),
    ) == (True, "ben", 2)


def test_a_learner_opens_with_all_verdicts(page: Page) -> None:
    click(page, "#row0 th button")
    lines = "Array.from(document.querySelectorAll('dialog summary'), (one) => one.innerText)"
    assert page.run(lines) == ["✓ green01 Three of two", "○ missing02 Three of two"]


def test_keys_alone_open_and_close_a_verdict(page: Page) -> None:
    page.run("document.querySelector('#row0 th button').focus()")
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.press(key)
    opened = page.run(OPENED)
    page.press("Escape")
    back = "[document.querySelector('dialog').open, document.activeElement.innerText]"
    assert ("Tests that don't pass" in opened, page.run(back)) == (True, [False, "✗ 50 %"])


def test_the_page_asks_nothing_of_any_server_and_the_browser_has_no_complaint(page: Page) -> None:
    click(page, "#row1 td.failing button")
    page.run(OPENED)
    assert ([url.split("/")[-1] for url in requests(page)], complaints(page)) == (["index.html"], [])


def test_nothing_that_a_stranger_wrote_runs_or_loads(browser: Page, toy: Path) -> None:
    file = toy / "index.html"
    file.write_text(reported(toy, [graded(HOSTILE, WRONG, graph(2, HOSTILE))]), "utf-8")
    browser.open(file)
    click(browser, "#row0 td.failing button")
    browser.run(OPENED)
    assert (len(requests(browser)), complaints(browser), browser.run("document.images.length")) == (1, [], 0)


def test_a_script_that_is_not_the_pages_is_refused(browser: Page, toy: Path) -> None:
    file = toy / "index.html"
    smuggled = "<script>window.smuggled = true</script><img src=x onerror='window.smuggled = true'></body>"
    file.write_text(reported(toy, CLASS).replace("</body>", smuggled), "utf-8")
    browser.open(file)
    assert (len(complaints(browser)) > 0, browser.run("window.smuggled")) == (True, None)
