"""A model's graph is what Keras would compute, however the model is written."""

import functools
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers, ops
from modelgraph import (
    NotAModelError,
    UntraceableError,
    canonical,
    graph_from_json,
    graph_of,
    graph_to_json,
    outline,
)

IMAGE = (32, 32, 3)


def features(width: int = 6, name: str = "features") -> keras.KerasTensor:
    return keras.Input((width,), name=name)


def tokens(name: str = "text") -> keras.KerasTensor:
    return keras.Input((None,), dtype="int32", name=name)


def outlined(make: Callable[[keras.KerasTensor], Any], given: keras.KerasTensor | None = None) -> dict[str, str]:
    """The outline, without its inputs, of the model that `make` makes of an input."""
    given = features() if given is None else given
    graph = graph_of(keras.Model(given, make(given)))
    return {name: line for name, line in outline(graph).items() if not line.startswith("Input")}


def test_a_functional_model_has_its_inputs_calls_and_heads() -> None:
    given = features()
    model = keras.Model(given, layers.Dense(3, name="label")(layers.Dense(5, activation="relu")(given)))
    assert outline(graph_of(model)) == {
        "features": "Input (6,) float32",
        "dense": "Dense 5 relu <- features",
        "label": "Dense 3 <- dense",
    }


def test_a_built_sequential_is_a_graph_like_any_other() -> None:
    model = keras.Sequential([features(), layers.Dense(5, activation="relu"), layers.Dense(3, name="label")])
    assert outline(graph_of(model)) == {
        "features": "Input (6,) float32",
        "dense": "Dense 5 relu <- features",
        "label": "Dense 3 <- dense",
    }


def test_an_unbuilt_sequential_is_refused_with_what_to_do() -> None:
    with pytest.raises(UntraceableError, match="Sequential"):
        graph_of(keras.Sequential([layers.Dense(3)]))


def test_inputs_have_their_shapes_and_dtypes() -> None:
    text, image = tokens(), keras.Input(IMAGE, name="image")
    joined = layers.concatenate([layers.LSTM(2)(layers.Embedding(7, 3)(text)), layers.Flatten()(image)])
    graph = graph_of(keras.Model([text, image], layers.Dense(1, name="price")(joined)))
    assert graph.input_specs == {"text": "(None,) int32", "image": "(32, 32, 3) float32"}


def test_a_nested_functional_model_is_inlined() -> None:
    inside = keras.Input((6,))
    block = keras.Model(inside, layers.Dense(5)(inside))
    assert outlined(lambda x: layers.Dense(3, name="label")(block(x))) == {
        "dense": "Dense 5 <- features",
        "label": "Dense 3 <- dense",
    }


def test_a_nested_sequential_is_inlined_even_if_it_is_built_by_the_call() -> None:
    block = keras.Sequential([layers.Dense(5), layers.ReLU()])
    assert outlined(lambda x: layers.Dense(3, name="label")(block(x))) == {
        "dense": "Dense 5 relu <- features",
        "label": "Dense 3 <- dense",
    }


def test_models_nested_two_deep_are_inlined() -> None:
    inside, middle = keras.Input((6,)), keras.Input((6,))
    inner = keras.Model(inside, layers.Dense(5)(inside))
    outer = keras.Model(middle, layers.Dropout(0.5)(inner(middle)))
    assert outlined(lambda x: layers.Dense(3, name="label")(outer(x))) == {
        "dense": "Dense 5 <- features",
        "dropout": "Dropout 0.5 <- dense",
        "label": "Dense 3 <- dropout",
    }


def test_a_nested_model_called_twice_shares_its_weights() -> None:
    left, right = features(name="left"), features(name="right")
    eye = keras.Sequential([layers.Dense(5)])
    joined = layers.concatenate([eye(left), eye(right)])
    assert outline(graph_of(keras.Model([left, right], layers.Dense(1, name="depth")(joined)))) == {
        "left": "Input (6,) float32",
        "right": "Input (6,) float32",
        "left.dense": "Dense 5 <- left",
        "right.dense": "left.dense again <- right",
        "concatenate": "Concatenate <- left.dense, right.dense",
        "depth": "Dense 1 <- concatenate",
    }


def test_a_layer_called_on_its_own_output_has_one_set_of_weights() -> None:
    step = layers.Dense(6)
    assert outlined(lambda x: layers.Dense(1, name="label")(step(step(x)))) == {
        "dense": "Dense 6 <- features",
        "dense_2": "dense again <- dense",
        "label": "Dense 1 <- dense_2",
    }


def test_a_layer_that_gives_several_tensors_numbers_them() -> None:
    def last_states(text: keras.KerasTensor) -> keras.KerasTensor:
        _, hidden, cell = layers.LSTM(4, return_state=True)(layers.Embedding(7, 3)(text))
        return layers.Add(name="sum")([hidden, cell])

    assert outlined(last_states, tokens())["sum"] == "Add <- lstm[1], lstm[2]"


def test_each_head_has_the_name_of_its_layer() -> None:
    made = outlined(lambda x: [layers.Dense(1, name="late")(x), layers.Dense(2, name="early")(x)])
    assert made == {"early": "Dense 2 <- features", "late": "Dense 1 <- features"}


def test_heads_in_a_dict_have_its_keys() -> None:
    made = outlined(lambda x: {"late": layers.Dense(1)(x), "early": layers.Dense(2)(x)})
    assert made == {"early": "Dense 2 <- features", "late": "Dense 1 <- features"}


def test_a_tensor_may_be_two_heads() -> None:
    def twice(x: keras.KerasTensor) -> dict[str, keras.KerasTensor]:
        label = layers.Dense(1)(x)
        return {"one": label, "two": label}

    assert outlined(twice) == {"one": "Dense 1 <- features", "two": "Output <- one"}


def test_inputs_in_a_dict_have_its_keys() -> None:
    one, two = features(name="title"), features(name="body")
    model = keras.Model({"title": one, "body": two}, layers.Add(name="sum")([one, two]))
    assert graph_of(model).input_specs == {"title": "(6,) float32", "body": "(6,) float32"}


def test_operators_and_operations_are_calls() -> None:
    assert outlined(lambda x: {"distance": ops.absolute(x - ops.flip(x, axis=1))}) == {
        "flip": "flip axis=-1 <- features",
        "subtract": "Subtract <- features, flip",
        "distance": "absolute <- subtract",
    }


def test_a_slice_is_a_call_with_its_bounds() -> None:
    graph = graph_of(keras.Model(given := features(), given[:, 1:3]))
    assert (graph.calls[-1].operation, graph.calls[-1].arguments) == (
        "ops.get_item",
        {"key": [{"slice": [None, None, None]}, {"slice": [1, 3, None]}]},
    )


def test_a_constant_is_kept_as_numbers() -> None:
    weights = np.array([1.0, 2.0], dtype="float32")
    graph = graph_of(keras.Model(given := features(2), given * weights))
    assert [1.0, 2.0] in graph.calls[-1].arguments.values()


def test_an_outline_shows_the_beginning_of_a_long_constant() -> None:
    grid = np.arange(6_000.0).reshape(2_000, 3)
    made = outlined(lambda x: layers.Activation("linear", name="code")(x[:, None] * grid), features(3))
    begin = "[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0], [9.0, 10"
    assert made["code"] == f"multiply constant={begin}… of 6,000 <- get_item"


def test_a_wrapper_keeps_the_settings_of_the_layer_in_it() -> None:
    made = outlined(lambda x: layers.Bidirectional(layers.LSTM(4), name="code")(layers.Embedding(7, 3)(x)), tokens())
    assert made["code"] == "Bidirectional LSTM 4 <- embedding"


def test_a_time_distributed_layer_is_a_call() -> None:
    made = outlined(lambda x: layers.TimeDistributed(layers.ReLU(), name="code")(layers.Embedding(7, 3)(x)), tokens())
    assert made["code"] == "TimeDistributed ReLU <- embedding"


def test_attention_names_the_roles_of_its_tensors() -> None:
    def attend(x: keras.KerasTensor) -> keras.KerasTensor:
        x = layers.Embedding(7, 3)(x)
        return layers.MultiHeadAttention(2, 4, name="code")(query=ops.relu(x), value=x, use_causal_mask=True)

    made = outlined(attend, tokens())
    assert made["code"] == "MultiHeadAttention 2 4 use_causal_mask=True <- query=relu, value=embedding"


class Masking(layers.Layer):
    def call(self, words: Any) -> Any:
        return ops.one_hot(words, 4)

    def compute_mask(self, words: Any, mask: Any = None) -> Any:
        return ops.not_equal(words, 0)


@pytest.mark.parametrize("embedding", [Masking, lambda: layers.Embedding(9, 4, mask_zero=True)], ids=["own", "keras"])
def test_a_mask_that_travels_along_to_an_attention_is_told(embedding: Any) -> None:
    words, steps = keras.Input((None,), dtype="int32", name="words"), keras.Input((3, 4), name="steps")
    graph = graph_of(keras.Model([words, steps], {"code": layers.MultiHeadAttention(2, 4)(steps, embedding()(words))}))
    assert "value_mask=words.not_equal" in outline(graph)["code"]
    assert graph_from_json(graph_to_json(graph)) == graph


def test_dropout_that_always_drops_says_so() -> None:
    assert outlined(lambda x: layers.Dropout(0.5, name="noisy")(x, training=True)) == {
        "noisy": "Dropout 0.5 training=True <- features"
    }


@pytest.mark.parametrize("name", "relu softmax sigmoid tanh swish gelu leaky_relu elu softplus".split())
@pytest.mark.parametrize("as_layer", [False, True])
def test_an_activation_of_tensorflow_is_keras_of_that_name(name: str, as_layer: bool) -> None:
    function = getattr(tf.nn, name)
    layer = layers.Activation(function) if as_layer else layers.Dense(3, activation=function)
    wanted = layers.Activation(name) if as_layer else layers.Dense(3, activation=name)
    x = keras.Input((4,), name="x")
    one, other = (graph_of(keras.Model(x, {"y": made(x)})) for made in (layer, wanted))
    assert canonical(one) == canonical(other)


class Rectified:
    def __call__(self, x: Any) -> Any:
        return ops.relu(x)

    def method(self, x: Any) -> Any:
        return ops.relu(x)


@pytest.mark.parametrize(
    "activation",
    [
        layers.ReLU(),
        layers.Activation("relu"),
        functools.partial(keras.activations.relu),
        Rectified(),
        Rectified().method,
    ],
    ids=["layer", "activation layer", "partial", "object", "method"],
)
@pytest.mark.parametrize("make", [functools.partial(layers.Dense, 3), layers.Activation], ids=["dense", "layer"])
def test_an_activation_is_what_it_computes_whatever_it_is(make: Any, activation: Any) -> None:
    x = keras.Input((4,), name="x")
    one, other = (graph_of(keras.Model(x, {"y": make(activation=given)(x)})) for given in (activation, "relu"))
    assert canonical(one) == canonical(other)


def test_an_initializer_may_be_any_function() -> None:
    x = keras.Input((4,), name="x")
    start = functools.partial(lambda scale, shape, dtype=None: ops.ones(shape, dtype) * scale, 0.1)
    one, other = (
        graph_of(keras.Model(x, {"y": layers.Dense(3, kernel_initializer=given)(x)})) for given in (start, "ones")
    )
    assert canonical(one) == canonical(other)


def test_an_activation_layer_of_a_function_is_followed_inside() -> None:
    made = outlined(lambda x: layers.Activation(lambda one: ops.absolute(one), name="size")(x))
    assert list(made.values()) == ["absolute <- features"]


def test_a_lambda_is_followed_inside() -> None:
    made = outlined(lambda x: layers.Lambda(lambda one: ops.absolute(one), name="size")(x))
    assert list(made.values()) == ["absolute <- features"]


def test_a_lambda_that_is_a_head_keeps_its_name() -> None:
    assert outlined(lambda x: layers.Lambda(ops.absolute, name="size")(x)) == {"size": "absolute <- features"}


def test_a_model_over_inner_tensors_starts_there() -> None:
    hidden = layers.Dense(5, name="hidden")(features())
    model = keras.Model(hidden, layers.Dense(3, name="label")(hidden))
    assert list(outline(graph_of(model)).values())[1:] == [f"Dense 3 <- {next(iter(graph_of(model).input_specs))}"]


def test_an_input_that_reaches_nothing_is_still_an_input() -> None:
    left, right = features(name="left"), features(name="right")
    graph = graph_of(keras.Model([left, right], layers.Dense(1, name="same")(left)))
    assert outline(graph) == {
        "left": "Input (6,) float32",
        "right": "Input (6,) float32",
        "same": "Dense 1 <- left",
    }


def test_calls_made_for_other_models_do_not_count() -> None:
    shared = layers.Dense(5)
    one, two = features(), features(name="others")
    model = keras.Model(one, layers.Dense(1, name="label")(shared(one)))
    keras.Model(two, shared(two))
    assert [line for line in outline(graph_of(model)).values() if "again" in line] == []


APPLICATIONS = ["MobileNetV2", "ResNet50", "Xception", "EfficientNetB0"]


@pytest.fixture(scope="module", params=APPLICATIONS)
def application(request: pytest.FixtureRequest) -> keras.Model:
    return getattr(keras.applications, request.param)(weights=None, input_shape=(96, 96, 3), classes=5)


def test_a_published_model_has_as_many_calls_as_keras_keeps(application: keras.Model) -> None:
    nodes = [node for operation in application.operations for node in operation._inbound_nodes]
    assert len(graph_of(application).calls) == len(nodes)


def test_a_published_model_has_as_many_parameters_as_keras_counts(application: keras.Model) -> None:
    assert graph_of(application).parameters == application.count_params()


def test_reading_a_published_model_leaves_it_as_it_was(application: keras.Model) -> None:
    before = [len(one._inbound_nodes) for one in application.operations]
    graph_of(application)
    assert [len(one._inbound_nodes) for one in application.operations] == before


def test_reading_a_model_leaves_the_layers_of_a_nested_one_as_they_were() -> None:
    inner = layers.Dense(5)
    block = keras.Sequential([features(), inner])
    given = features()
    model = keras.Model(given, block(given))
    before, nodes = inner.output, len(inner._inbound_nodes)
    graph_of(model)
    assert (inner.output is before, len(inner._inbound_nodes)) == (True, nodes)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, "found None"),
        ((1, 2), "found a tuple of 2"),
        (layers.Dense(1), "found a Dense"),
        (keras.KerasTensor((None, 3)), r"found a tensor of shape \(None, 3\)"),
    ],
    ids=["None", "tuple", "layer", "tensor"],
)
def test_what_is_no_model_is_named(value: object, found: str) -> None:
    with pytest.raises(NotAModelError, match=f"A keras.Model was wanted; {found}"):
        graph_of(value)


class Doubling(layers.Layer):
    """A custom layer that any settings of Keras's may be added to."""

    def call(self, x: Any) -> Any:
        return x * 2


def test_a_custom_layers_penalty_is_kept_unless_it_is_nothing() -> None:
    none, nothing, some = (
        [call.operation for call in graph_of(keras.Model(given, Doubling(activity_regularizer=penalty)(given))).calls]
        for given, penalty in ((features(), None), (features(), keras.regularizers.L2(0.0)), (features(), "l2"))
    )
    assert none == nothing == ["Input", "ops.multiply"]
    assert some == ["Input", "ops.multiply", "Identity"]
