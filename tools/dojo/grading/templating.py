"""The report's templates, filled in: all that they are given is escaped, for most of it is a stranger's."""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dojo.texts import requirement
from dojo.translation import translated

FOLDER = Path(__file__).parent / "templates"


def in_pieces(name: str, **found: object) -> Iterator[str]:
    """The template filled in, without the halves of characters that UTF-8 can't hold."""
    for piece in _templates.get_template(name).generate(found):
        yield piece.encode("utf-8", "replace").decode()


def percent(share: float) -> str:
    """As in `58 %`, rounded down: 100 is for all of it alone."""
    return f"{int(share * 100 + 1e-9)} %"


def with_code(text: str) -> Markup:
    """The text with what stands between backticks set as code."""
    return Markup(re.sub("`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))


_templates = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)
_templates.filters |= {
    "percent": percent,
    "requirement": requirement,
    "translated": translated,
    "with_code": with_code,
}
