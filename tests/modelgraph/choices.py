"""A wording's choices, as plain data: bytes that hypothesis draws and shrinks; zeros are the plainest wording."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from hypothesis import strategies as st

One = TypeVar("One")

PLAIN = b""
LENGTH = 250  # more choices than a model needs; those beyond are plain

wordings = st.binary(min_size=LENGTH, max_size=LENGTH).map(lambda wording: wording.rstrip(b"\0"))


class Choices:
    """Takes one choice after the other from a wording's bytes, and counts what was chosen."""

    def __init__(self, wording: bytes) -> None:
        self._rest = list(reversed(wording))
        self.counts: Counter[str] = Counter()

    def one_of(self, options: Sequence[One]) -> One:
        """One of the options; the first where the bytes are at an end."""
        return options[(self._rest.pop() if self._rest else 0) % len(options)]

    def named(self, what: str, options: Mapping[str, One]) -> One:
        """One of the options by their names, counted."""
        name = self.one_of(list(options))
        self.counts[f"{what}: {name}"] += 1
        return options[name]

    def happens(self, what: str, times_in: int) -> bool:
        """Once in so many times, counted."""
        happens = self.one_of(range(times_in)) == times_in - 1
        self.counts[what] += happens
        return happens

    def in_any_order(self, items: Sequence[One]) -> list[One]:
        """The items shuffled."""
        left, order = list(items), []
        while left:
            order.append(left.pop(self.one_of(range(len(left)))))
        return order
