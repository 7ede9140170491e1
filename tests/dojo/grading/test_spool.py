"""What is handed in waits on disk."""

import resource
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from dojo.errors import KataError
from dojo.grading.spool import Spool

LARGEST = 100_000  # bytes of a file, for a test


@pytest.fixture
def nearly_full_disk() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_each_content_is_read_as_it_was_kept() -> None:
    spool = Spool()
    kept = [spool.keep(content) for content in (b"one", b"", b"three", b"one")]
    assert [one.read() for one in kept] == [b"one", b"", b"three", b"one"]
    assert [one.hash == kept[0].hash for one in kept] == [True, False, False, True]


def test_several_threads_read_at_a_time() -> None:
    spool = Spool()
    contents = [b"%d" % number * number for number in range(1000)]
    kept = [spool.keep(content) for content in contents]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: one.read(), kept)) == contents


@pytest.mark.usefixtures("nearly_full_disk")
def test_a_disk_without_room_is_told_and_loses_nothing() -> None:
    spool = Spool()
    kept = spool.keep(b"1" * 60_000)
    with pytest.raises(
        KataError, match=r"temporary files: No space left on device\.\nMake room there, or name another"
    ):
        spool.keep(b"2" * 60_000)
    assert kept.read() == b"1" * 60_000


def test_a_system_without_room_for_the_file_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null")
    with pytest.raises(KataError, match=r"temporary files: Not a directory\.\nMake room there"):
        Spool()
