"""The screen, driven by keys and saves: what it shows, keeps and asks."""

import asyncio
import weakref
from pathlib import Path

import pytest
from dojo.home import kata_view
from dojo.home.app import Home
from dojo.home.judging import Begun, Judged
from dojo.progress import Progress
from dojo.verdict import GraphVerdict, Verdict
from textual._styles_cache import StylesCache
from textual.pilot import Pilot
from textual.widget import Widget

from ..conftest import ANSWER, STARTER
from .conftest import FakeJudge, comes, lines, play, shows


def answer(toy: Path, word: str = "triple", number: int = 1) -> Path:
    return toy / f"katas/0{number}_{word}/{word}.py"


def test_it_opens_on_the_path_with_the_keys_below(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await shows(home, ">  1 triple                5 min  new      Three of two")
        keys = "n Next p Prev l List h Hint d Diff t Target r Reset s Solution e Edit q Quit"
        assert await comes(lambda: lines(home)[-1] == keys)

    play(home, script)


def test_enter_shows_the_brief_of_the_kata_and_its_file_is_there(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await shows(home, "Make three of two.")
        await shows(home, "katas/01_triple/triple.py")

    play(home, script)
    assert answer(toy).read_text() == STARTER


@pytest.mark.parametrize("clicked", [False, True])
def test_keys_scroll_the_tab_that_is_open(home: Home, toy: Path, clicked: bool) -> None:
    brief = toy / "katas/01_triple/README.md"
    brief.write_text(brief.read_text() + "".join(f"\nLine {number}.\n" for number in range(60)))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await shows(home, "Make three of two.")
        if clicked:
            await pilot.click("#brief VerticalScroll")
        await pilot.press("end")
        await shows(home, "Line 59.")
        await pilot.press("home", "pagedown", "pageup", "down")
        await shows(home, "Line 3.")
        await pilot.press("t", "end", "b")
        await shows(home, "Line 3.")

    play(home, script)


def test_next_and_previous_walk_the_path_and_stop_at_its_ends(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("p", "n", "n", "n")
        await shows(home, "katas/02_other_triple/other_triple.py")
        await pilot.press("p")
        await shows(home, "katas/01_triple/triple.py")

    play(home, script)


def test_the_list_is_searched_by_typing(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "l", *"other")
        await shows(home, "   2 other_triple")
        await shows(home, "esc Back")
        assert not any("1 triple" in line for line in lines(home))
        await pilot.press("enter")
        await shows(home, "katas/02_other_triple/other_triple.py")

    play(home, script)


def test_a_click_opens_a_kata(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.click("OptionList", offset=(5, 1))
        await shows(home, "katas/02_other_triple/other_triple.py")

    play(home, script)


def test_hints_come_one_at_a_time_and_count_as_the_commands_do(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("h")
        await shows(home, "How many?")
        assert not any("Look at Dense." in line for line in lines(home))
        await pilot.press("h")
        await shows(home, "Look at Dense.")

    play(home, script)
    assert Progress(toy).hints_shown() == {"triple": 2}


@pytest.mark.parametrize(("key", "kept"), [("n", []), ("y", ["my work\n"])])
def test_reset_asks_and_keeps_the_old_file(home: Home, toy: Path, key: str, kept: list[str]) -> None:
    answer(toy).write_text("my work\n")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await shows(home, "Start 01_triple again?")
        await pilot.press(key)

    play(home, script)
    assert [path.read_text() for path in answer(toy).parent.glob("triple.*T*.py")] == kept
    assert answer(toy).read_text() == (STARTER if kept else "my work\n")


def test_the_solution_of_a_kata_that_is_not_green_is_for_who_gives_up(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await shows(home, "Give up, and see the solution all the same?")
        await pilot.press("y")
        await shows(home, "def build_model(units=3):")

    play(home, script)


def test_the_solution_of_a_green_kata_is_shown_at_once(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        Progress(toy).record("triple", b"", passed=True)
        await pilot.press("s")
        await shows(home, "solutions/01_triple/functional.py")

    play(home, script)


def test_without_an_editor_it_says_how_to_set_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await shows(home, "No editor is set.")

    play(home, script)


def test_the_editor_opens_the_file(home: Home, toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho right >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.setenv("VISUAL", str(editor))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await shows(home, "01_triple green ✓")

    play(home, script)


def test_a_save_shows_the_first_failure_open(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("two\n")
        await shows(home, "01_triple not green yet ✗: 1 of 2 tests pass")
        await shows(home, "✓ it takes a pair")
        await shows(home, "▼ ✗ it gives a triple")
        await shows(home, "E two")

    play(home, script)


def test_of_many_verdicts_the_last_alone_is_kept_in_memory(home: Home, toy: Path) -> None:
    drawings: weakref.WeakSet[StylesCache] = weakref.WeakSet()
    widgets: weakref.WeakSet[Widget] = weakref.WeakSet()

    async def script(pilot: Pilot[None]) -> None:
        for number in range(6):
            before = home.verdicts.get("01_triple")
            answer(toy).write_text(f"two {number}\n")
            assert await comes(lambda before=before: home.verdicts.get("01_triple") is not before)
            await shows(home, "▼ ✗ it gives a triple")
            shown = list(home.query("VerdictView *"))
            widgets.update(shown)
            drawings.update(widget._styles_cache for widget in shown)
        assert await comes(lambda: len(widgets) <= 2 * len(shown))
        assert await comes(lambda: len(drawings) <= 2 * len(shown))

    play(home, script)


def test_escape_closes_what_lies_over_the_verdict_and_no_more(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("h")
        answer(toy).write_text("two\n")
        await shows(home, "▼ ✗ it gives a triple")
        await pilot.press("escape")
        await pilot.pause()
        assert any("▼ ✗ it gives a triple" in line for line in lines(home))

    play(home, script)


def test_a_green_save_moves_the_progress(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("right\n")
        await shows(home, "■□ 1 of 2 green")

    play(home, script)
    assert Progress(toy).green() == {"triple"}


def test_a_save_of_another_kata_turns_to_it_whatever_lies_over_the_screen(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("h")
        answer(toy, "other_triple", 2).write_text("right\n")
        await shows(home, "02_other_triple green ✓")

    play(home, script)


def test_a_save_during_the_import_is_queued_and_said_so(home: Home, toy: Path, fake: FakeJudge) -> None:
    fake.is_imported.clear()

    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("right\n")
        await shows(home, "TensorFlow is still being imported. Your save is queued")
        fake.is_imported.set()
        await shows(home, "01_triple green ✓")

    play(home, script)


def test_the_judge_makes_ready_for_the_kata_on_the_screen(home: Home, toy: Path, fake: FakeJudge) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await shows(home, "ready")
        await pilot.press("n")
        await shows(home, "katas/02_other_triple/other_triple.py")
        assert await comes(lambda: len(fake.expected) == 2)
        answer(toy).write_text("right")
        await shows(home, "01_triple green ✓")
        assert await comes(lambda: len(fake.expected) == 3)

    play(home, script)
    assert fake.expected == ["01_triple", "02_other_triple", "01_triple"]


def test_a_save_supersedes_the_one_that_is_judged(home: Home, toy: Path, fake: FakeJudge) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("hang\n")
        await shows(home, "judging … 1 of 2 tests")
        answer(toy).write_text("right\n")
        await shows(home, "01_triple green ✓")

    play(home, script)
    assert fake.judged == ["hang\n", "right\n"]


def test_a_save_ends_what_is_tried_while_nothing_is_judged(home: Home, toy: Path, fake: FakeJudge) -> None:
    fake.own_test_hangs = True

    async def script(pilot: Pilot[None]) -> None:
        await shows(home, "ready")
        for number in range(3):
            answer(toy).write_text(f"right {number}\n")
            assert await comes(lambda saves=number + 1: len(fake.judged) == saves)

    play(home, script)
    assert fake.judged == ["right 0\n", "right 1\n", "right 2\n"]


def test_a_verdict_stays_that_comes_just_when_its_tests_are_to_be_drawn(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kata_view, "RUN_SHOWN_S", 0.02)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        for number in range(50):
            home._tell(Begun("01_triple"))
            await asyncio.sleep(0.02)
            home._tell(Judged("01_triple", b"", Verdict("01_triple", False, "crash", f"crash {number}.")))
            await pilot.pause(0.05)
            await shows(home, f"crash {number}.")

    play(home, script)


def test_the_screen_answers_keys_while_an_answer_hangs(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("hang\n")
        await shows(home, "judging …")
        await pilot.press("b")
        await shows(home, "Make three of two.")
        await asyncio.sleep(2 * kata_view.RUN_SHOWN_S)  # the run is drawn, but nobody is turned to it
        await shows(home, "Make three of two.")

    play(home, script)


def test_judging_that_breaks_costs_one_verdict_and_a_sentence(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        answer(toy).write_text("break\n")
        await shows(home, "Judging went wrong: no room on the disk. Save again for another try.")
        answer(toy).write_text("right\n")
        await shows(home, "01_triple green ✓")

    play(home, script)


def test_progress_that_can_not_be_kept_costs_a_notice_not_the_verdict(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        (toy / ".kata").write_text("in the way")
        answer(toy).write_text("right\n")
        await shows(home, "01_triple green ✓")
        await shows(home, "afresh")  # one word: the file's path breaks the lines where it will

    play(home, script)


def test_who_looks_at_the_diff_goes_on_looking_at_it(home: Home, toy: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("d")
        answer(toy).write_text("right\n")
        await shows(home, "green ✓ 0.3 s")
        await shows(home, "Your answer gave no model that could be drawn: see its verdict.")

    play(home, script)


@pytest.mark.parametrize("clicked", [True, False])
def test_the_diff_is_drawn_for_who_turns_to_it(home: Home, clicked: bool) -> None:
    verdict = Verdict("01_triple", False, graph=GraphVerdict(same=False, differences=["There is no `triple`."]))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        home._tell(Begun("01_triple"))
        home._tell(Judged("01_triple", b"x = 1\n", verdict))
        await shows(home, "There is no")
        if clicked:
            await pilot.click("#--content-tab-diff")
        else:
            await pilot.press("d")
        await shows(home, "Your answer gave no model")

    play(home, script)


def test_a_long_sentence_on_the_diff_is_shown_to_its_end(home: Home) -> None:
    graph = (Path(__file__).parents[3] / "katas/01_second_output/target.json").read_bytes()
    sentence = "`text` and `question` are crossed: each goes where the target sends the other, which is long to say."
    verdict = Verdict("01_triple", False, graph=GraphVerdict(same=False, differences=[sentence]))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("d")
        home._tell(Judged("01_triple", b"", verdict, graph))
        await shows(home, "which is long to say.")
        await shows(home, "●  dense      Dense 32 relu")

    play(home, script)


def test_a_wide_terminal_shows_the_path_beside_the_kata(home: Home) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(160, 50)
        await shows(home, "Make three of two.")
        await shows(home, ">  1 triple")
        await pilot.resize_terminal(80, 24)
        await pilot.press("enter")
        await asyncio.sleep(0)
        assert not any(">  1 triple" in line for line in lines(home))

    play(home, script)


def test_a_mark_not_only_a_colour_says_which_katas_are_green(home: Home, toy: Path) -> None:
    Progress(toy).record("triple", ANSWER.encode(), passed=True)

    async def script(pilot: Pilot[None]) -> None:
        await shows(home, "■□ 1 of 2 green")
        await shows(home, "1 triple                5 min  green ✓")

    play(home, script)


def test_a_verdict_that_comes_while_the_screen_closes_draws_nothing(home: Home, toy: Path) -> None:
    async def script(_: Pilot[None]) -> None:
        async def come_when_half_is_gone() -> None:
            while len(home._path_view.children) == 2:
                await asyncio.sleep(0)
            Progress(toy).record("triple", ANSWER.encode(), passed=True)
            home._happened(Judged("01_triple", ANSWER.encode(), Verdict("01_triple", passed=True)))
            home._refresh_path()

        home.call_later(come_when_half_is_gone)

    play(home, script)
