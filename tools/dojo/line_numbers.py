"""Files and line numbers of what leads to an error or to one of TensorFlow's operations, made easy to find.

With a file that is new to it, a traceback asks the disk for the files of all modules, three thousand with TensorFlow.
With each operation TensorFlow asks Python for the lines of the thirty innermost functions, which was a twentieth of a
verdict: CPython 3.11 counts through a function's table each time. Of a function that was once traced it has an array.
"""

import gc
import inspect
import os
import re
import sys
from collections.abc import Iterable
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR
from types import CellType, CodeType, FrameType, FunctionType
from typing import Any

INNERMOST = re.compile(  # modules of such functions, but for generated ones, which call TensorFlow at their beginning
    r"(keras\.src|tensorflow\.python\.(eager|framework|util|ops(?!\.gen_))|modelgraph|_pytest|pluggy)\."
)
SHORT = 100  # bytes of code whose table is counted through in no time
BODY_RUNS_LATER = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


class _FirstLineError(Exception):
    """Breaks off a function before its first line runs."""


def make_files_easy_to_find() -> None:
    """Has `inspect` know the files of all modules imported by now, as it would after the first traceback."""
    known: Any = inspect
    for name, module in sys.modules.copy().items():
        if file := getattr(module, "__dict__", {}).get("__file__"):
            known._filesbymodname[name] = file
            known.modulesbyfile[os.path.abspath(file)] = name


def make_line_numbers_easy_to_find() -> None:
    """Has CPython know the lines of the functions imported by now. Runs nothing of them; takes 0.2 s and 9 MB, once.

    Later Pythons are left alone: what is traced there runs slower ever after.
    """
    if sys.version_info < (3, 12):
        functions = [found for found in gc.get_objects() if type(found) is FunctionType]
        trace_to_first_line(one.__code__ for one in functions if INNERMOST.match(str(one.__module__)))


def trace_to_first_line(codes: Iterable[CodeType]) -> None:
    """Traces each function that isn't short up to its first line, which doesn't run."""
    tracing = sys.gettrace()
    for code in set(codes):
        if len(code.co_code) > SHORT and not code.co_flags & BODY_RUNS_LATER:
            cells = tuple(CellType() for _ in code.co_freevars)
            function = FunctionType(code, {"__builtins__": {}}, closure=cells)
            named = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
            try:
                sys.settrace(_until_first_line)
                function(*[None] * code.co_argcount, **dict.fromkeys(named))
            except _FirstLineError:
                pass
    sys.settrace(tracing)


def _until_first_line(_: FrameType, event: str, __: Any) -> Any:
    if event == "line":
        raise _FirstLineError
    return _until_first_line
