# A colon is missing, so Python can't read the file.
# my_test_passes_on_our_solutions
# SyntaxError
from silent_skip import build_model


def test_it_builds()
    build_model()
