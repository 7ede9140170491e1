# It imports from the starter, which isn't beside the answer.
# my_test_passes_on_our_solutions
# No module named 'starter'
from starter import build_model


def test_it_builds():
    build_model()
