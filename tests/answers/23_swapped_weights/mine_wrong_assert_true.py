# It passes, whatever the answer is.
# my_test_fails_on_the_starter
# passes on the starter, too


def test_that_passes():
    assert True
