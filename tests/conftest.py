"""What the project's tests share: the course, and one judge, so that all of them cost one TensorFlow import."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dojo.course import Course
from dojo.judge import Judge

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """A warm judge."""
    with Judge() as judge:
        yield judge


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-transcript", action="store_true", help="write the README's transcript anew")
