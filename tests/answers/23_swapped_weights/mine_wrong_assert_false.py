# It fails, whatever the answer is.
# my_test_passes_on_our_solutions
# our functional one


def test_that_fails():
    assert False  # noqa: B011, PT015 - what somebody may write
