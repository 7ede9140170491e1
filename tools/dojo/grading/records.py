"""What the grader's parts hand to each other."""

import msgspec

from dojo.grading.spool import Content
from dojo.verdict import Verdict


class AnswerFiles(msgspec.Struct, frozen=True):
    """What is judged: the bytes of an answer to a kata, and of the learner's own test if there is one."""

    kata: str
    answer: bytes
    my_test: bytes | None = None


class Submission(msgspec.Struct, frozen=True):
    """A learner's answer to a kata, and their own test where the kata asks for one.

    `None` where there is none.
    """

    learner: str
    kata: str
    answer: Content | None
    my_test: Content | None = None

    def read(self) -> AnswerFiles:
        """What is judged of it, from the disk."""
        return AnswerFiles(self.kata, _read(self.answer) or b"", _read(self.my_test))


class Graded(msgspec.Struct, frozen=True):
    """The verdict on a submission, its `learner` set, and, if a model was read, its graph in JSON."""

    verdict: Verdict
    graph: msgspec.Raw | None = None


def _read(content: Content | None) -> bytes | None:
    return content.read() if content else None
