"""Short cuts through Keras, which must not change what it gives."""

import re
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from dojo.eager import take_short_cuts
from keras import layers
from tensorflow.python.framework import tensor_util
from tensorflow.python.util import tf_stack

RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN)
CHANGED = (
    (keras.Layer, "__setattr__"),
    (keras.Variable, "value"),
    (tf, "is_tensor"),
    (tensor_util, "is_tf_type"),
    (tf_stack, "extract_stack"),
)
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
        monkeypatch.setenv("TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL", "1")  # taken back in the end
        for layer in RECURRENT:
            monkeypatch.setattr(layer, "inner_loop", layer.inner_loop)
        for where, name in CHANGED:
            monkeypatch.setattr(where, name, getattr(where, name))
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


@pytest.mark.parametrize(
    "make", [LAYERS[name] for name in ("last output", "states, too", "backwards", "both directions")]
)
@pytest.mark.parametrize("steps", [1, 6])
@pytest.mark.parametrize("masked", [True, False])
def test_a_recurrent_layer_takes_the_same_steps(
    make: Callable[[], layers.Layer], steps: int, masked: bool, short_cuts: Callable[[], None]
) -> None:
    random = np.random.default_rng(1)
    fed = random.normal(size=(2, steps, 4)).astype("float32")
    mask = random.random(size=(2, steps)) < 0.5 if masked else None
    layer = make()
    wanted = layer(fed, mask=mask)
    short_cuts()
    for ours, theirs in zip(keras.tree.flatten(layer(fed, mask=mask)), keras.tree.flatten(wanted), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_an_empty_sequence_is_refused_alike(short_cuts: Callable[[], None]) -> None:
    layer = layers.LSTM(3)
    with pytest.raises(tf.errors.InvalidArgumentError) as wanted:
        layer(np.zeros((2, 0, 4)))
    short_cuts()
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(str(wanted.value.message))):
        layer(np.zeros((2, 0, 4)))


@pytest.mark.parametrize("make", [lambda: layers.LSTM(3, dropout=0.5), lambda: layers.GRU(3, recurrent_dropout=0.5)])
def test_a_recurrent_layer_drops_the_same(make: Callable[[], layers.Layer], short_cuts: Callable[[], None]) -> None:
    def dropped() -> Any:
        keras.utils.set_random_seed(3)
        layer = make()
        outputs = layer(np.ones((2, 6, 4), "float32"), training=True)
        return np.array(outputs), layer.get_config()["unroll"]

    wanted, unroll = dropped()
    short_cuts()
    found, same = dropped()
    np.testing.assert_array_equal(found, wanted)
    assert same is unroll is False


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


class Weighted(layers.Layer):
    """A custom layer with weights of its own, which count its calls, too."""

    def build(self, shape: Any) -> None:
        self.scale = self.add_weight(shape=(shape[-1],), initializer="random_normal")
        self.calls = self.add_weight(shape=(), initializer="zeros", dtype="int32", trainable=False)

    def call(self, values: Any) -> Any:
        self.calls.assign(self.calls + 1)
        return values * self.scale.value + keras.ops.cast(self.calls, values.dtype)


OWNED: dict[str, Callable[[], layers.Layer]] = {
    "Dense": lambda: layers.Dense(3),
    "Conv1D": lambda: layers.Conv1D(3, 2),
    "given first values": lambda: layers.Dense(3, kernel_initializer="identity"),
    "BatchNormalization": lambda: layers.BatchNormalization(),
    "attention": lambda: Twice(layers.MultiHeadAttention(2, 3)),
    "own weights": lambda: Weighted(),
    "own weights in half precision": lambda: Weighted(dtype="mixed_float16"),
}


class Twice(layers.Layer):
    """Hands its input over twice."""

    def __init__(self, owned: layers.Layer) -> None:
        super().__init__()
        self.owned = owned

    def call(self, values: Any) -> Any:
        return self.owned(values, values)


@pytest.mark.parametrize("make", OWNED.values(), ids=OWNED)
def test_weights_in_a_custom_layer_are_the_same(
    make: Callable[[], layers.Layer], short_cuts: Callable[[], None]
) -> None:
    keras.utils.set_random_seed(1)
    wanted = model_of(make, 6)
    short_cuts()
    keras.utils.set_random_seed(1)
    model = model_of(make, 6)
    assert shapes_and_dtypes(model) == shapes_and_dtypes(wanted)
    fed = np.random.default_rng(1).normal(size=(2, 6, 4)).astype("float32")
    np.testing.assert_array_equal(model(fed), wanted(fed))
    for ours, theirs in zip(model.get_weights(), wanted.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


class Like:
    """Says that it is a tensor."""

    def is_tensor_like(self) -> bool:
        return True


def test_a_tensor_is_known_as_before(short_cuts: Callable[[], None]) -> None:
    values = [1, "a", None, [tf.ones(1)], np.ones(1), tf.ones(1), tf.Variable(1.0), keras.Variable(1.0), Like()]
    values += [keras.Input((1,)), tf.sparse.eye(2), tf.ragged.constant([[1], []]), tf.TensorSpec(()), tf.Tensor]
    wanted = [tf.is_tensor(value) for value in values]
    assert wanted.count(True) > 3
    short_cuts()
    assert [tf.is_tensor(value) for value in values * 2] == wanted * 2


def test_an_operation_that_is_run_keeps_the_lines_that_led_to_it(short_cuts: Callable[[], None]) -> None:
    def lines_of(graph: Callable[[], tf.Tensor]) -> list[str]:
        with tf.Graph().as_default():
            return [str(frame.filename) for frame in graph().op.traceback]

    wanted = lines_of(lambda: tf.ones(1))
    short_cuts()
    assert __file__ in wanted
    assert lines_of(lambda: tf.ones(1)) == wanted
