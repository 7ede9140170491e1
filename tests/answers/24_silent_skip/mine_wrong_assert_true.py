# It builds the model and asserts nothing about it.
# my_test_fails_on_the_starter
# passes on the starter, too
from silent_skip import build_model


def test_the_skip():
    assert build_model() is not None
    assert True
