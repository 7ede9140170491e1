"""What the grader's tests share."""

from dojo.grading.records import Submission
from dojo.grading.spool import Spool

SPOOL = Spool()


def submission(learner: str, kata: str, answer: bytes | None, my_test: bytes | None = None) -> Submission:
    """A submission as it is read from what a learner has handed in."""
    return Submission(learner, kata, *(None if one is None else SPOOL.keep(one) for one in (answer, my_test)))
