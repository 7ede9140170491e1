# It asks for one way to write the line, and there are other ways to be right.
# my_test_passes_on_our_solutions
# our subclassed one
from pathlib import Path

import swapped_weights


def test_weights_go_by_name():
    assert 'loss_weights={"main": 1.0, "aux": 0.3}' in Path(swapped_weights.__file__).read_text()
