"""What a traceback asks for is known before, and functions are traced up to their first line: nothing of them runs."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from dojo.line_numbers import SHORT, make_files_easy_to_find, trace_to_first_line

ran: list[str] = []


def _plain(first: Any, /, second: Any, *others: Any, third: Any, **more: Any) -> Any:
    ran.append("plain")
    return [first, second, others, third, more, *range(1), *range(2), *range(3), *range(4), *range(5), *range(6)]


def _with_defaults(first: Any = 1, *, second: Any = 2) -> Any:
    ran.append("with defaults")
    return [first, second, *range(1), *range(2), *range(3), *range(4), *range(5), *range(6), *range(7), *range(8)]


def _closure() -> Callable[[], Any]:
    free = 1

    def inner() -> Any:
        ran.append("closure")
        return [free, *range(free), *range(2), *range(3), *range(4), *range(5), *range(6), *range(7), *range(8)]

    return inner


def _generator() -> Iterator[int]:
    ran.append("generator")
    yield from [*range(1), *range(2), *range(3), *range(4), *range(5), *range(6), *range(7), *range(8), *range(9)]


FUNCTIONS = [_plain, _with_defaults, _closure(), _generator]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_nothing_of_a_function_runs_and_it_works_as_before(function: Callable[..., Any]) -> None:
    assert len(function.__code__.co_code) > SHORT
    ran.clear()
    tracing = sys.gettrace()
    trace_to_first_line([function.__code__])
    assert not ran
    assert sys.gettrace() is tracing
    list(function(1, 2, third=3) if function is _plain else function())
    assert len(ran) == 1


def test_a_traceback_asks_the_disk_for_no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "barred", None)  # type: ignore[arg-type]  # as Python allows
    make_files_easy_to_find()
    asked: list[str] = []
    monkeypatch.setattr(os.path, "realpath", lambda path: asked.append(path) or path)
    found = inspect.getmodule(_plain.__code__, __file__), inspect.getmodule(_plain.__code__, "no/module.py")
    monkeypatch.undo()
    assert asked == []
    assert found == (sys.modules[__name__], None)
