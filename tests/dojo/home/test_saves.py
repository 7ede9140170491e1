"""Every editor's way of saving is one save, and where the system tells of none they are looked for."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dojo.course import Course
from dojo.home import saves
from dojo.home.saves import Saves, file_system
from watchfiles import watch

WAIT_S = 60.0  # on a busy machine


def in_place(file: Path, text: str) -> None:
    file.write_text(text)


def truncated_first(file: Path, text: str) -> None:
    with file.open("w") as opened:
        opened.flush()
        time.sleep(0.1)
        opened.write(text)


def renamed_over(file: Path, text: str) -> None:
    new = file.with_suffix(".tmp")
    new.write_text(text)
    new.replace(file)


def backed_up_first(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    time.sleep(0.05)
    file.write_text(text)
    file.chmod(0o644)


def in_several_events(file: Path, text: str) -> None:
    for _ in range(3):
        file.write_text(text)
        os.utime(file)
        time.sleep(0.05)


class Watched:
    """The saves that are seen in the toy course, and what is said of them."""

    def __init__(self, toy: Path, mounts: Path) -> None:
        self.seen: list[str] = []
        self.said: list[str] = []
        self.saves = Saves(Course(toy), lambda kata: self.seen.append(kata.word), self.said.append)
        self._thread = threading.Thread(target=self.saves.run, args=(mounts,))

    def __enter__(self) -> "Watched":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.saves.stop()
        self._thread.join()

    def until(self, is_so: Callable[[], bool]) -> bool:
        end = time.monotonic() + WAIT_S
        while not is_so() and time.monotonic() < end:
            time.sleep(0.01)
        return is_so()


@pytest.fixture
def file(toy: Path) -> Path:
    file = toy / "katas/01_triple/triple.py"
    file.write_text("starter\n")
    return file


def begun(watched: Watched, toy: Path) -> None:
    """Saves the other kata until that is seen: then the watching has begun."""
    other = toy / "katas/02_other_triple/other_triple.py"
    numbers = iter(range(1000))
    assert watched.until(lambda: bool(watched.seen) or bool(other.write_text(f"{next(numbers)}\n") < 0))
    watched.seen.clear()


STYLES = [in_place, truncated_first, renamed_over, backed_up_first, in_several_events]


@pytest.mark.parametrize("mounts", ["", "host / 9p rw 0 0\n"], ids=["events", "polling"])
@pytest.mark.parametrize("save", STYLES, ids=lambda save: save.__name__)
def test_an_editors_save_is_seen_once(
    toy: Path, file: Path, tmp_path: Path, mounts: str, save: Callable[[Path, str], None]
) -> None:
    (tmp_path / "mounts").write_text(mounts)
    with Watched(toy, tmp_path / "mounts") as watched:
        begun(watched, toy)
        save(file, "answer\n")
        assert watched.until(lambda: "triple" in watched.seen)
        file.write_text("another answer\n")
        assert watched.until(lambda: watched.seen.count("triple") == 2)
        assert [word for word in watched.seen if word == "triple"] == ["triple", "triple"]


def test_a_save_before_the_system_tells_of_any_is_seen(
    toy: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_to_begin(*folders: Path, **options: Any) -> Iterator[Any]:
        file.write_text("answer\n")
        return watch(*folders, **options)

    monkeypatch.setattr(saves, "watch", slow_to_begin)
    with Watched(toy, tmp_path / "none") as watched:
        assert watched.until(lambda: bool(watched.seen))
        assert watched.seen == ["triple"]


def test_a_file_that_is_known_is_no_save(toy: Path, file: Path, tmp_path: Path) -> None:
    with Watched(toy, tmp_path / "none") as watched:
        begun(watched, toy)
        file.write_text("the starter again\n")
        watched.saves.know(Course(toy).kata("triple"))
        (toy / "katas/02_other_triple/other_triple.py").write_text("later\n")
        assert watched.until(lambda: bool(watched.seen))
        assert watched.seen == ["other_triple"]


def test_polling_is_said_once(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text("host / 9p rw 0 0\n")
    with Watched(toy, tmp_path / "mounts") as watched:
        begun(watched, toy)
        assert watched.said == [
            "This folder's file system doesn't tell of saves, so kata looks for them 8 times a second."
        ]


def test_it_polls_where_the_system_has_no_watches_left(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*folders: Path, **options: object) -> object:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr(saves, "watch", full)
    with Watched(toy, tmp_path / "none") as watched:
        begun(watched, toy)
        assert len(watched.said) == 1


def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("a / ext4 rw 0 0\nb /mnt/my\\040disk 9p rw 0 0\nc /mnt/my\\040disk/x nfs rw 0 0\n")
    found = [file_system(Path(place), mounts) for place in ("/home/me", "/mnt/my disk/katas", "/mnt/my disk/x/katas")]
    assert found == ["ext4", "9p", "nfs"]
