"""What the grader's parts hand to each other."""

import msgspec

from dojo.verdict import Verdict


class Submission(msgspec.Struct, frozen=True):
    """A learner's answer to a kata: its bytes, and those of their own test where the kata asks for one.

    `None` where there is none.
    """

    learner: str
    kata: str
    answer: bytes | None
    my_test: bytes | None = None


class Graded(msgspec.Struct, frozen=True):
    """The verdict on a submission, its `learner` set, and, if a model was read, its graph in JSON."""

    verdict: Verdict
    graph: msgspec.Raw | None = None
