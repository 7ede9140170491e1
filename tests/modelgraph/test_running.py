"""Models are run as learners run them, whatever they are made of."""

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from modelgraph import UntraceableError, heads, step_down_the_gradient, unmoved_weights

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


class Weighed(keras.Model):
    """Trains its heads in a step of its own, with weights that `compile` knows nothing of."""

    def train_step(self, data: Any) -> Any:
        x, y = data
        with tf.GradientTape() as tape:
            outputs = self(x, training=True)
            total = sum(WEIGHED_BY[head] * keras.ops.mean((outputs[head] - y[head]) ** 2) for head in y)
        self.optimizer.apply(tape.gradient(total, self.trainable_weights), self.trainable_weights)
        return {"loss": total}


WEIGHED_BY = {"main": 1.0, "aux": 0.2}


@pytest.mark.parametrize(
    ("made_by", "weights", "is_down"),
    [
        (keras.Model, WEIGHED_BY, True),
        (OwnStep, WEIGHED_BY, True),
        (Weighed, WEIGHED_BY, True),
        (Weighed, {"main": 2.0, "aux": 0.4}, True),
        (Weighed, {"main": 0.2, "aux": 1.0}, False),
    ],
)
def test_a_step_goes_down_the_gradient_of_what_compile_weighs(
    made_by: type[keras.Model], weights: dict[str, float], is_down: bool
) -> None:
    x = keras.Input((2,), dtype="int32")
    words = layers.Flatten()(layers.Embedding(3, 4)(x))
    model = made_by(x, {head: layers.Dense(1, name=head)(words) for head in weights})
    model.compile("adam", dict.fromkeys(weights, "mse"), loss_weights=weights, run_eagerly=True)
    true, optimizer = {"main": TRUE, "aux": TRUE * 3}, model.optimizer
    assert (step_down_the_gradient(model, FED.astype("int32"), true) == pytest.approx(1, abs=0.01)) == is_down
    assert model.optimizer is optimizer


def test_a_subclass_that_names_no_heads_is_told_so() -> None:
    with pytest.raises(UntraceableError, match="Bare returned no dict"):
        heads(Bare(), FED)
