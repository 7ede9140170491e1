# The test stands in a class whose name doesn't begin with Test, so pytest passes it by.
# my_test_passes_on_our_solutions
# No test in
from silent_skip import build_model


class SkipTest:
    def test_it_has_two_outputs(self):
        assert len(build_model().outputs) == 2
