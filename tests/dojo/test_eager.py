"""Short cuts through Keras, which must not change what it gives."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from dojo.eager import take_short_cuts
from keras import layers

RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN)
LAYERS: dict[str, Callable[[], layers.Layer]] = {
    "last output": lambda: layers.LSTM(3),
    "each output": lambda: layers.GRU(3, return_sequences=True),
    "states, too": lambda: layers.LSTM(3, return_sequences=True, return_state=True),
    "a state": lambda: layers.SimpleRNN(3, return_state=True),
    "backwards": lambda: layers.GRU(3, go_backwards=True, return_sequences=True),
    "both directions": lambda: layers.Bidirectional(layers.LSTM(3, return_sequences=True)),
    "half precision": lambda: layers.LSTM(3, dtype="float16"),
    "other states": lambda: layers.RNN(layers.StackedRNNCells([layers.LSTMCell(3), layers.GRUCell(5)])),
}


class Owner(layers.Layer):
    """A custom layer, of which Keras finds the shapes by calling it."""

    def __init__(self, owned: layers.Layer) -> None:
        super().__init__()
        self.owned = owned

    def call(self, sequences: Any) -> Any:
        return self.owned(sequences)


@pytest.fixture
def short_cuts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Takes them for the length of a test."""

    def take() -> None:
        for layer in RECURRENT:
            monkeypatch.setattr(layer, "inner_loop", layer.inner_loop)
        monkeypatch.setattr(keras.Layer, "__setattr__", keras.Layer.__setattr__)
        take_short_cuts()

    return take


def model_of(make: Callable[[], layers.Layer], steps: int | None) -> keras.Model:
    sequences = keras.Input((steps, 4))
    return keras.Model(sequences, Owner(make())(sequences))


def shapes_and_dtypes(model: keras.Model) -> list[tuple[Any, ...]]:
    return [(one.shape, one.dtype) for one in [*model.outputs, *model.weights]]


@pytest.mark.parametrize("make", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("steps", [None, 6])
def test_a_recurrent_layer_in_a_custom_one_is_the_same(
    make: Callable[[], layers.Layer], steps: int | None, short_cuts: Callable[[], None]
) -> None:
    wanted = model_of(make, steps)
    short_cuts()
    model = model_of(make, steps)
    assert shapes_and_dtypes(model) == shapes_and_dtypes(wanted)
    model.set_weights(wanted.get_weights())
    fed = np.random.default_rng(1).normal(size=(2, 6, 4)).astype("float32")
    for ours, theirs in zip(keras.tree.flatten(model(fed)), keras.tree.flatten(wanted(fed)), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_layer_s_attributes_are_what_was_set(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    layer = layers.Dense(2)
    layer.width, layer.words, layer.inner, layer.trainable = 3, {"a": [1]}, layers.Dense(1), False
    layer.width = layers.Dense(4)
    layer.width = 5
    assert (layer.width, dict(layer.words), layer.trainable) == (5, {"a": [1]}, False)
    layer.inner.build((1, 1))
    assert [one.name for one in layer.weights] == ["kernel", "bias"]
    assert layer.trainable_weights == []
