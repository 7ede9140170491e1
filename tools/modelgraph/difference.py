"""A difference, and how lists of names read in one."""

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """One way in which a graph leaves its target: its kind in a word or two, and a sentence or two on it."""

    kind: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def listed(names: list[str]) -> str:
    """As in "`a`, `b` and `c`"; nothing for no names."""
    return joined([f"`{name}`" for name in names])


def joined(words: list[str]) -> str:
    """As in "one, two and three"; nothing for no words."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
