"""Models are run as learners run them, whatever they are made of."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from modelgraph import UntraceableError, heads, unmoved_weights

FED, TRUE = np.ones((4, 2)), np.ones((4, 1))


class OwnStep(keras.Model):
    """Trains as the guides show it, by what `fit` hands it."""

    def train_step(self, data: Any) -> Any:
        x, y = data
        return super().train_step((x, y))


class Bare(keras.Model):
    """Returns a tensor."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = layers.Dense(1, name="y")

    def call(self, inputs: Any) -> Any:
        return self.dense(inputs)


@pytest.mark.parametrize("made_by", [keras.Model, OwnStep])
def test_a_step_of_training_moves_what_learns(made_by: type[keras.Model]) -> None:
    x = keras.Input((2,))
    frozen = layers.Dense(2, name="frozen", trainable=False)
    model = made_by(x, layers.Dense(1)(frozen(x)))
    model.compile("sgd", "mse", run_eagerly=True)
    assert unmoved_weights(model, FED, TRUE) == ["frozen/kernel", "frozen/bias"]


def test_a_subclass_that_names_no_heads_is_told_so() -> None:
    with pytest.raises(UntraceableError, match="Bare returned no dict"):
        heads(Bare(), FED)
