"""Short cuts through Keras, which must not change what it gives."""

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from dojo.eager import SHAPED, take_short_cuts
from keras import layers
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
from tensorflow.python.framework import constant_op, tensor_util
from tensorflow.python.ops import gen_array_ops
from tensorflow.python.util import tf_stack, traceback_utils

ROUNDED: Any = {"rtol": 1e-5, "atol": 1e-6}  # as float32 does it, where an LSTM runs in one operation
EXACT: Any = {"rtol": 0, "atol": 0}
RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN)
CHANGED = (
    (keras.Layer, "__setattr__"),
    (keras.Variable, "value"),
    *((layer, "call") for layer in SHAPED),
    (keras.src.backend, "lstm"),
    (keras.src.backend.nn, "conv"),
    (tf, "is_tensor"),
    (tensor_util, "is_tf_type"),
    (tf_stack, "extract_stack"),
    (traceback_utils, "is_traceback_filtering_enabled"),
    (constant_op, "constant"),
    (gen_array_ops, "reshape"),
    (ArrayDataAdapter, "get_tf_dataset"),
    (keras.src.backend.numpy, "zeros"),
    (keras.initializers.RandomUniform, "__call__"),
    (inspect, "signature"),
    (inspect, "getfullargspec"),
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
def short_cuts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Takes them for the length of a test."""

    def take() -> None:
        monkeypatch.setenv("TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL", "1")  # taken back in the end
        for layer in RECURRENT:
            monkeypatch.setattr(layer, "inner_loop", layer.inner_loop)
        for where, name in CHANGED:
            monkeypatch.setattr(where, name, getattr(where, name))
        take_short_cuts()

    yield take
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": False})


def model_of(make: Callable[[], layers.Layer], *sizes: int | None) -> keras.Model:
    fed = keras.Input((*sizes, 4))
    return keras.Model(fed, Owner(make())(fed))


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
    closeness = EXACT if masked or isinstance(layer, layers.GRU) else ROUNDED
    for ours, theirs in zip(keras.tree.flatten(layer(fed, mask=mask)), keras.tree.flatten(wanted), strict=True):
        np.testing.assert_allclose(ours, theirs, **closeness)


LSTMS: dict[str, dict[str, Any]] = {
    "as it comes": {},
    "all": {"return_sequences": True, "return_state": True},
    "backwards": {"go_backwards": True, "return_sequences": True, "return_state": True},
    "unrolled": {"unroll": True},
    "no bias": {"use_bias": False},
    "another activation": {"activation": "relu"},
    "another gate": {"recurrent_activation": "hard_sigmoid"},
    "half precision": {"dtype": "mixed_float16"},
    "stateful": {"stateful": True},
    "Keras's steps": {"use_cudnn": False},
}


@pytest.mark.parametrize("settings", LSTMS.values(), ids=LSTMS)
@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize("has_states", [True, False])
def test_an_lstm_and_its_gradients_are_the_same(
    settings: dict[str, Any], steps: int, has_states: bool, short_cuts: Callable[[], None]
) -> None:
    keras.utils.set_random_seed(1)
    random = np.random.default_rng(1)
    layer = layers.LSTM(5, bias_initializer="random_normal", **settings)
    fed = tf.constant(random.normal(size=(3, steps, 4)), layer.compute_dtype)
    states = [tf.constant(random.normal(size=(3, 5)), layer.compute_dtype) for _ in range(2)] if has_states else None

    def run() -> list[Any]:
        with tf.GradientTape() as tape:
            tape.watch(fed)
            outputs = keras.tree.flatten([layer(fed, initial_state=states), layer(fed)])
            loss = sum(tf.reduce_sum(output**2) for output in outputs)
        return [*outputs, *tape.gradient(loss, [fed, *(weight.value for weight in layer.weights[:3])])]

    layer(fed)
    layer.reset_state()
    wanted = run()
    layer.reset_state()
    short_cuts()
    for ours, theirs in zip(run(), wanted, strict=True):
        np.testing.assert_allclose(ours, theirs, **ROUNDED)


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
        closeness = EXACT if isinstance(layer, layers.GRU) else ROUNDED
        return np.array(outputs), layer.get_config()["unroll"], closeness

    wanted, unroll, closeness = dropped()
    short_cuts()
    found, same, _ = dropped()
    np.testing.assert_allclose(found, wanted, **closeness)
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


def test_a_layer_is_found_wherever_it_is_kept(short_cuts: Callable[[], None], tmp_path: Path) -> None:
    def made() -> keras.Model:
        x = keras.Input((3,))
        return keras.Model(x, Keeper()(layers.Dense(2, activity_regularizer="l2")(x)))

    def told(model: keras.Model, place: Path) -> list[Any]:
        tf.train.Checkpoint(model).save(place)
        weights = [weight.path.split("/")[-1] for weight in model.weights]
        losses, built = np.array(model.losses), model.layers[1].get_build_config()
        return [weights, losses.tolist(), built, tf.train.list_variables(f"{place}-1")]

    fed, wanted = np.ones((2, 3), "float32"), made()
    wanted(fed)
    short_cuts()
    model = made()
    model.set_weights(wanted.get_weights())
    model(fed)
    assert len(model.weights) == 8
    assert told(model, tmp_path / "ours") == told(wanted, tmp_path / "theirs")


class Keeper(layers.Layer):
    """A custom layer that keeps others in a list, in a dictionary and alone, and adds a loss."""

    def __init__(self) -> None:
        super().__init__()
        self.listed, self.named, self.alone = [layers.Dense(2)], {"one": layers.Dense(2)}, layers.Dense(2)

    def call(self, values: Any) -> Any:
        self.add_loss(keras.ops.sum(values))
        return self.alone(self.named["one"](self.listed[0](values)))


@pytest.mark.parametrize("shape", [(2, 3), [2, 3], (), 2, np.array([2, 3]), (300, 401)])
@pytest.mark.parametrize("dtype", [None, "float32", "int32", "bfloat16", tf.float64])
def test_zeros_are_as_they_were(shape: Any, dtype: Any, short_cuts: Callable[[], None]) -> None:
    wanted = keras.ops.zeros(shape, dtype)
    short_cuts()
    for _ in range(2):
        found = keras.ops.zeros(shape, dtype)
        assert (found.shape, found.dtype) == (wanted.shape, wanted.dtype)
        assert float(keras.ops.sum(keras.ops.abs(keras.ops.cast(found, float)))) == 0


@pytest.mark.parametrize("shape", [(), (3,), (1, 2_000_000), (5_000, 400), (2_000_003,)])
def test_tables_begin_with_random_values_of_the_range_asked_for(shape: Any, short_cuts: Callable[[], None]) -> None:
    short_cuts()
    drawn = np.asarray(keras.initializers.RandomUniform(-0.5, 0.25, seed=1)(shape))
    assert (drawn.shape, drawn.dtype) == (shape, np.float32)
    assert np.all((drawn >= -0.5) & (drawn < 0.25))
    assert drawn.size < 1000 or np.mean(drawn) == pytest.approx(-0.125, abs=0.01)


def test_what_changes_a_weight_leaves_zeros_as_they_are(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2), layers.Dense(2)])
    model.compile(keras.optimizers.Adam(0.1), "mse", run_eagerly=True)
    model.train_on_batch(np.eye(2), np.ones((2, 2)))
    changed = model.layers[0].bias
    assert np.all(changed)
    changed.assign_sub([1.0, 1.0])
    changed.value.scatter_nd_update([[0]], [3.0])
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(keras.ops.zeros((2,)))[0] = 1
    assert not np.any(keras.ops.zeros((2,)))
    assert not np.any(layers.Dense(2)(np.zeros((1, 2))))


def test_what_changes_a_table_leaves_its_zeros_as_they_are(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    table = layers.Embedding(50_000, 4, embeddings_initializer="zeros")
    table(np.array([0]))
    table.embeddings.value.scatter_nd_update([[49_999, 3]], [3.0])
    table.embeddings.assign_add(keras.ops.ones((50_000, 4)))
    assert np.sum(table.embeddings) == 200_003
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(keras.ops.zeros((50_000, 4)))[0] = 1
    assert not np.any(keras.ops.zeros((50_000, 4), "float32"))


def test_zeros_of_a_graph_belong_to_it(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    keras.ops.zeros((2,))
    function = tf.function(lambda: keras.ops.zeros((2,)) + 1)
    assert function().numpy().tolist() == [1, 1]
    with tf.Graph().as_default() as graph:
        assert keras.ops.zeros((2,)).graph is graph


@pytest.mark.parametrize("of", [inspect.signature, inspect.getfullargspec])
def test_signatures_are_as_they_were(of: Callable[[Any], Any], short_cuts: Callable[[], None]) -> None:
    def plain(a: int, /, *b: int, c: int = 1, **d: int) -> int:
        return a

    @functools.wraps(plain)
    def wrapped(*of_all: Any) -> Any:
        return plain(*of_all)

    layer = layers.Dense(2)
    asked = [plain, wrapped, functools.partial(plain, 1), lambda: None, len, layers.Dense, layers.Dense.call]
    asked += [layer.call, layer.build, layer, layers.LSTM(1).call, keras.Model.from_config]
    wanted = [of(one) for one in asked]
    short_cuts()
    ours = getattr(inspect, of.__name__)
    for _ in range(2):
        assert [ours(one) for one in asked] == wanted
    assert inspect.signature(wrapped, follow_wrapped=False) != inspect.signature(wrapped)
    with pytest.raises(TypeError):
        ours(3)


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


ON_IMAGES: dict[str, Callable[[], layers.Layer]] = {
    "Dense": lambda: layers.Dense(3, activation="relu"),
    "Conv2D": lambda: layers.Conv2D(3, (3, 2), strides=2),
    "Conv2D that keeps the size": lambda: layers.Conv2D(3, 3, padding="same", activation="relu"),
    "Conv2D with holes": lambda: layers.Conv2D(3, 3, dilation_rate=2, use_bias=False),
    "Conv2D in groups": lambda: layers.Conv2D(4, 1, groups=2),
    "Conv2DTranspose": lambda: layers.Conv2DTranspose(3, 3, strides=2),
    "MaxPooling2D": lambda: layers.MaxPooling2D((3, 2), padding="same"),
    "AveragePooling2D": lambda: layers.AveragePooling2D(3, strides=1),
    "BatchNormalization": lambda: layers.BatchNormalization(),
    "LayerNormalization": lambda: layers.LayerNormalization(),
    "half precision": lambda: layers.Conv2D(3, 3, dtype="mixed_float16"),
    "another precision than its input's": lambda: layers.BatchNormalization(dtype="float64"),
}


@pytest.mark.parametrize("make", ON_IMAGES.values(), ids=ON_IMAGES)
@pytest.mark.parametrize("sizes", [(7, 8), (7, None), (None, None)])
def test_a_layer_in_a_custom_one_gives_the_shape_that_it_has_by_itself_and_the_same_values(
    make: Callable[[], layers.Layer], sizes: tuple[int | None, ...], short_cuts: Callable[[], None]
) -> None:
    wanted, alone = model_of(make, *sizes), make()(keras.Input((*sizes, 4)))
    short_cuts()
    model = model_of(make, *sizes)
    assert [(one.shape, one.dtype) for one in model.outputs] == [(alone.shape, alone.dtype)]
    assert [one.shape for one in model.weights] == [one.shape for one in wanted.weights]
    model.set_weights(wanted.get_weights())
    fed = np.random.default_rng(1).normal(size=(2, 7, 8, 4)).astype("float32")
    np.testing.assert_array_equal(model(fed), wanted(fed))
    np.testing.assert_array_equal(model(fed, training=True), wanted(fed, training=True))


@pytest.mark.filterwarnings("ignore:Layer 'owner", "ignore:`build")  # that it could not be built, as Keras says it
@pytest.mark.parametrize(("kernel", "sizes"), [(9, (7, 8)), (2, (7,))])
def test_a_layer_in_a_custom_one_refuses_the_same(
    kernel: int, sizes: tuple[int, ...], short_cuts: Callable[[], None]
) -> None:
    def refused() -> str:
        with pytest.raises(ValueError, match=r"Computed output size|expected min_ndim=4") as error:
            model_of(lambda: layers.Conv2D(3, kernel), *sizes)
        return re.sub(r"_\d+\b", "", str(error.value))

    wanted = refused()
    short_cuts()
    assert refused() == wanted


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


@pytest.mark.parametrize("dtype", [None, "int32", "float64", "bool", "string"])
@pytest.mark.parametrize(
    "value",
    [1, 2.5, True, "a", (1, 2), [[1.0], [2.0]], [], np.float64(3), np.arange(4), [np.ones(2), np.ones(2)], None],
)
def test_a_constant_is_as_it_was(value: object, dtype: Any, short_cuts: Callable[[], None]) -> None:
    def made() -> tuple[Any, ...]:
        try:
            tensor = tf.convert_to_tensor(value, dtype)
        except (ValueError, TypeError, tf.errors.OpError) as error:
            return type(error), str(error)
        return tensor.dtype, tensor.shape, np.asarray(tensor).tolist()

    wanted = made()
    short_cuts()
    assert made() == wanted


def test_a_constant_does_not_change_with_its_array(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    array = np.zeros(2)
    tensor = tf.convert_to_tensor(array)
    array[0] = 1
    assert tensor.numpy().tolist() == [0, 0]


@pytest.mark.parametrize(
    "shape", [(2, 3), (3, -1), [6], (), (-1,), (4, 4), (2.0, 3), (tf.constant(2), 3), np.array([1, 6])]
)
@pytest.mark.parametrize("make", [tf.constant, tf.Variable, np.array, list])
def test_a_reshape_and_its_gradient_are_as_they_were(
    make: Callable[[Any], Any], shape: Any, short_cuts: Callable[[], None]
) -> None:
    def reshaped() -> tuple[Any, ...]:
        values = make([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
        try:
            with tf.GradientTape() as tape:
                if tf.is_tensor(values):
                    tape.watch(values)
                found = tf.reshape(values, shape) ** 2
            gradient = tape.gradient(found, values).numpy().tolist() if tf.is_tensor(values) else None
        except (ValueError, TypeError, tf.errors.OpError) as error:
            return type(error), str(error).removesuffix(" name: ")  # of the operation: none was given
        return found.dtype, found.shape, found.numpy().tolist(), gradient

    wanted = reshaped()
    short_cuts()
    assert reshaped() == wanted


@pytest.mark.parametrize("batch_size", [None, 5, 6, 2, 1])
@pytest.mark.parametrize("weigh", [False, True])
@pytest.mark.parametrize("make", [np.array, tf.constant])
def test_fit_is_given_the_same_batches(
    batch_size: int | None, weigh: bool, make: Callable[[Any], Any], short_cuts: Callable[[], None]
) -> None:
    random = np.random.default_rng(1)
    values, names, wanted, weights = random.normal(size=(5, 2)), random.integers(0, 9, 5), np.eye(5), np.arange(5.0)
    fed: Any = {"values": make(values), "names": make(names)}
    batches: list[Any] = []

    class Listener(keras.Model):
        def train_step(self, data: Any) -> dict[str, Any]:
            batches[-1] += [(one.dtype, one.numpy().tolist()) for one in keras.tree.flatten(data)]
            return {"loss": 0.0}

    def listen() -> None:
        batches.append([])
        model = Listener()
        model.compile(loss="mse", run_eagerly=True)
        weighing = {"sample_weight": weights} if weigh else {}
        model.fit(fed, make(wanted), batch_size=batch_size, epochs=2, shuffle=False, verbose=0, **weighing)

    listen()
    short_cuts()
    listen()
    assert batches[0]
    assert batches[1] == batches[0]


@pytest.mark.parametrize("batch_size", [None, 1, 2, 3, 4])
def test_fit_is_traced_for_batches_of_the_same_size(batch_size: int | None, short_cuts: Callable[[], None]) -> None:
    adapter = ArrayDataAdapter({"values": np.ones((3, 2)), "names": np.ones(3, "int32")}, batch_size=batch_size)
    wanted = adapter.get_tf_dataset().element_spec
    short_cuts()
    assert adapter.get_tf_dataset().element_spec == wanted


def test_fit_is_given_no_batch_of_no_examples(short_cuts: Callable[[], None]) -> None:
    short_cuts()
    model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
    model.compile(loss="mse", run_eagerly=True)
    with pytest.raises(UserWarning, match="Your input ran out of data"):
        model.fit(np.zeros((0, 2)), np.zeros((0, 1)), verbose=0)
