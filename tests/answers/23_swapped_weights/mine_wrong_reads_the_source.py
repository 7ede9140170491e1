# It looks for the starter's line in the source, and there are other ways to be wrong.
# my_test_fails_on_every_known_answer_with_the_mistake
# The outputs are a list that begins with aux, and the list of weights begins with that of main.
from pathlib import Path

import swapped_weights


def test_the_losses_are_no_list():
    assert 'loss=["mse", "mse"], loss_weights={' not in Path(swapped_weights.__file__).read_text()
