"""A model that is made from a graph is the model that the graph was read from, new weights aside."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from modelgraph import (
    Graph,
    canonical,
    carry_weights,
    differences,
    graph_from_json,
    graph_of,
    graph_to_json,
    heads,
    is_same,
    model_of,
)
from msgspec.structs import replace

Made = Callable[..., Any]
SHAPES = {"code": (6,), "other": (6,), "image": (8, 8, 3), "steps": (7, 4), "words": (None,), "ids": (5,)}
WHOLE = ("words", "ids")
TARGETS = sorted((Path(__file__).parent.parent.parent / "katas").glob("*/target.json"))


class Twice(layers.Layer):  # type: ignore[misc]  # Keras has no types
    """A custom layer that owns a layer and calls it twice."""

    def __init__(self) -> None:
        super().__init__()
        self.step = layers.Dense(6)

    def call(self, x: Any) -> Any:
        return self.step(self.step(x))


def model(make: Made) -> keras.Model:
    """The model that `make` makes of the inputs that its parameters name."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    inputs = [keras.Input(SHAPES[name], dtype="int32" if name in WHOLE else None, name=name) for name in names]
    made = make(*inputs)
    if not isinstance(made, dict):
        made = {f"head {number}": one for number, one in enumerate(made if isinstance(made, list) else [made])}
    return keras.Model(inputs, made)


def fed(model: keras.Model) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    shapes = {one.name: (3, *(size or 5 for size in one.shape[1:])) for one in model.inputs}
    return {
        name: random.integers(0, 5, shape).astype("int32")
        if name in WHOLE
        else random.normal(size=shape).astype("float32")
        for name, shape in shapes.items()
    }


def nested(code: Any, other: Any) -> Any:
    inside, middle = keras.Input((6,)), keras.Input((6,))
    eye = keras.Model(inside, layers.Dense(4, activation="relu")(inside))
    outer = keras.Model(middle, layers.Dropout(0.2)(eye(middle)))
    return layers.concatenate([outer(code), outer(other), eye(other)])


def shared(code: Any, other: Any) -> list[Any]:
    layer = layers.Dense(3)
    return [layer(code), layer(other), layer(code * 2)]


def states(words: Any) -> dict[str, Any]:
    _, hidden, cell = layers.LSTM(4, return_state=True)(layers.Embedding(7, 3, mask_zero=True)(words))
    return {"hidden": hidden, "sum": hidden + cell}


def translated(words: Any, steps: Any) -> Any:
    _, hidden, cell = layers.LSTM(5, return_state=True)(layers.Embedding(7, 3)(words))
    return layers.LSTM(5, return_sequences=True)(steps, initial_state=[hidden, cell])


def attended(words: Any) -> Any:
    x = layers.Embedding(7, 3)(words)
    return layers.MultiHeadAttention(2, 4)(query=ops.relu(x), value=x, key=x * 2, use_causal_mask=True)


def attention_and_scores(steps: Any) -> list[Any]:
    return list(layers.MultiHeadAttention(2, 4)(steps, ops.relu(steps), return_attention_scores=True))


def masked_attention(steps: Any) -> Any:
    return layers.MultiHeadAttention(2, 4)(steps, steps, attention_mask=np.tril(np.ones((7, 7), "bool")))


def regularized(code: Any) -> Any:
    return layers.Dense(
        3,
        kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02),
        bias_regularizer=keras.regularizers.OrthogonalRegularizer(0.3),
        activity_regularizer="l2",
        kernel_constraint=keras.constraints.MaxNorm(3, axis=1),
        bias_constraint="non_neg",
    )(code)


def both_ways(steps: Any) -> Any:
    back = layers.LSTM(3, go_backwards=True, activation="relu")
    return layers.Bidirectional(layers.LSTM(3), merge_mode="sum", backward_layer=back)(steps)


def each_with_words(steps: Any, words: Any) -> Any:
    return layers.GRU(3)(steps, mask=ops.not_equal(words[:, :1] + ops.zeros((7,), "int32"), 0))


ROW = np.array([1, 0.5, -2, 3, 1e-7, 1e30], "float32")
TABLE = np.arange(18, dtype="float32").reshape(6, 3)

MODELS: dict[str, Made] = {
    "nested models that share": nested,
    "a shared layer": shared,
    "a custom layer": lambda code: Twice()(code),
    "a Lambda": lambda code: layers.Lambda(lambda x: x**2 + 1)(code),
    "an input as a head": lambda code: {"same": code, "label": layers.Dense(2)(code)},
    "one tensor twice": lambda code: layers.add([code, code]),
    "states and a mask": states,
    "states handed over": translated,
    "attention's roles and its causal mask": attended,
    "attention's scores": attention_and_scores,
    "a mask of numbers": masked_attention,
    "a mask by hand": each_with_words,
    "attention in a list": lambda steps: layers.Attention(use_scale=True)([steps, steps * 2]),
    "additive attention": lambda steps: layers.AdditiveAttention()([steps, steps]),
    "grouped attention": lambda steps: layers.GroupQueryAttention(4, 4, 2)(steps, steps),
    "both ways": both_ways,
    "both ways, one layer": lambda steps: layers.Bidirectional(layers.GRU(3, return_sequences=True))(steps),
    "each step": lambda steps: layers.TimeDistributed(layers.Dense(3, activation="relu"))(steps),
    "each step of each step": lambda steps: layers.TimeDistributed(layers.TimeDistributed(layers.Dense(3)))(
        ops.expand_dims(steps, axis=-1)
    ),
    "a masking": lambda steps: layers.SimpleRNN(2)(layers.Masking(0.5)(steps)),
    "frozen": lambda code: layers.Dense(2)(layers.Dense(3, trainable=False)(code)),
    "regularized and constrained": regularized,
    "half precision": lambda code: layers.Dense(3, dtype="mixed_float16")(code),
    "double precision": lambda code: layers.Dense(3, dtype="float64")(code),
    "an activation with settings": lambda code: layers.Dense(3, activation=layers.LeakyReLU(0.3))(code),
    "an activation with a limit": lambda code: layers.ReLU(6, 0.1, 1.0)(code),
    "a softmax over two axes": lambda image: layers.Softmax(axis=[1, 2])(image),
    "a PReLU": lambda image: layers.PReLU(shared_axes=[1, 2])(image),
    "convolutions": lambda image: layers.SeparableConv2D(4, 3)(
        layers.Conv2DTranspose(3, 2, strides=2)(layers.DepthwiseConv2D((3, 2), padding="same")(image))
    ),
    "an einsum of weights": lambda steps: layers.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d")(
        steps
    ),
    "a batch normalization": lambda code: layers.BatchNormalization(momentum=0.9, epsilon=0.01)(code),
    "other normalizations": lambda image: layers.LayerNormalization(epsilon=1e-6)(layers.GroupNormalization(3)(image)),
    "a normalization of known numbers": lambda code: layers.Normalization(mean=[1.0] * 6, variance=[2.0] * 6)(code),
    "a rescaling": lambda image: layers.Rescaling(1 / 255, offset=[1.0, 2.0, 3.0])(image),
    "an upsampling": lambda image: layers.UpSampling2D(2, interpolation="bilinear")(image),
    "categories": lambda ids: layers.CategoryEncoding(5, output_mode="multi_hot")(ids),
    "a dot": lambda code, other: layers.Dot(axes=1, normalize=True)([code, other]),
    "noise": lambda steps: layers.SpatialDropout1D(0.3)(layers.GaussianNoise(0.1)(steps)),
    "a number behind": lambda code: code - 1,
    "a number in front": lambda code: 1 - code,
    "a quotient": lambda code: 1 / (code / 4 + 2.5),
    "a power": lambda code: 2**code + code**2,
    "whole numbers": lambda words: (words + 1) * 1.5 + words % 3 + words // 2,
    "an array behind": lambda code: code * ROW,
    "an array in front": lambda code: ops.subtract(ROW, code),
    "an array of whole numbers": lambda code: code * np.arange(6),
    "an array of double precision": lambda code: code * np.arange(6.0),
    "an array for whole numbers": lambda ids: ids + np.arange(5),
    "a matrix behind": lambda code: ops.matmul(code, TABLE),
    "a matrix in front": lambda steps: ops.matmul(np.ones((2, 7), "float32"), steps),
    "a table": lambda ids: ops.take(TABLE, ids, axis=0),
    "a choice": lambda code: ops.where(code > 0, code, -1e9),
    "a choice in front": lambda code: ops.where(code > 0, ROW, code),
    "a weighted mean": lambda code: ops.average(code, axis=-1, weights=np.arange(6, dtype="float32")),
    "padding of a number": lambda code: ops.pad(code, ((0, 0), (1, 2)), constant_values=3.0),
    "slices": lambda image: image[:, 1:-1, ..., None, 0],
    "the last step": lambda steps: steps[:, -1],
    "backwards": lambda steps: steps[:, ::-1],
    "chosen steps": lambda steps: ops.take(steps, [0, 2], axis=1),
    "a split at places": lambda code: ops.split(code, [1, 3], axis=-1),
    "a part of a split": lambda code: ops.split(code, 3, axis=-1)[1],
    "parts of an unstack": lambda steps: list(ops.unstack(steps, axis=1)[2:4]),
    "a stack": lambda code, other: ops.stack([code, other], axis=1),
    "a concat": lambda code, other: ops.concatenate([code, other], axis=1),
    "a norm": lambda image: ops.norm(image, ord=2, axis=(1, 2), keepdims=True),
    "means": lambda image: ops.mean(image, axis=(1, 2), keepdims=True) + ops.var(image, axis=(1, 2), keepdims=True),
    "an einsum": lambda steps: ops.einsum("bij,bkj->bik", steps, steps * 2),
    "a tensordot": lambda steps: ops.tensordot(steps, np.ones((4, 3), "float32"), axes=1),
    "shapes": lambda code: layers.Permute((2, 1))(ops.reshape(layers.Reshape((3, 2))(code), (-1, 2, 3))),
    "axes": lambda steps: ops.swapaxes(ops.moveaxis(ops.transpose(steps, (0, 2, 1)), 1, 2), 1, 2),
    "repeats": lambda code: ops.tile(ops.repeat(code, 2, axis=1), (1, 3)),
    "one hot": lambda words: ops.one_hot(words, 5),
    "the largest": lambda code: [ops.top_k(code, 2)[0], ops.argmax(code, axis=-1)],
    "activations with settings": lambda code: ops.gelu(keras.activations.leaky_relu(code, 0.1), approximate=False),
    "what is and isn't": lambda code: ops.cast(ops.logical_and(code > 0, code < 1), "float32"),
    "pools": lambda image: ops.average_pool(ops.max_pool(image, 2), 2, strides=1, padding="same"),
    "sums and limits": lambda code: ops.clip(ops.cumsum(code, axis=1), -1, 1),
    "zeros of that shape": lambda code: ops.zeros_like(code) + ops.stop_gradient(code),
}


@cache
def made(name: str) -> keras.Model:
    return model(MODELS[name])


@pytest.mark.parametrize("name", MODELS)
def test_a_rebuilt_model_has_the_graph_that_it_was_made_from(name: str) -> None:
    graph = graph_of(made(name))
    assert [str(one) for one in differences(graph_of(model_of(graph)), graph)] == []


@pytest.mark.parametrize("name", MODELS)
def test_a_graph_that_came_through_json_is_rebuilt_alike(name: str) -> None:
    graph = graph_of(made(name))
    assert is_same(graph_of(model_of(graph_from_json(graph_to_json(graph)))), graph)


@pytest.mark.parametrize("name", MODELS)
def test_a_canonical_graph_is_rebuilt_alike(name: str) -> None:
    graph = graph_of(made(name))
    assert is_same(graph_of(model_of(canonical(graph))), graph)


@pytest.mark.parametrize("name", MODELS)
def test_a_rebuilt_model_computes_the_same(name: str) -> None:
    rebuilt = model_of(graph_of(made(name)))
    if rebuilt.weights:
        carry_weights(made(name), rebuilt)
    given = fed(made(name))
    wanted = heads(made(name), given)
    found = heads(rebuilt, given)
    assert {head: (values.shape, values.dtype) for head, values in found.items()} == {
        head: (values.shape, values.dtype) for head, values in wanted.items()
    }
    for head, values in wanted.items():
        np.testing.assert_allclose(found[head], values, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.parent.name)
def test_a_katas_target_can_be_rebuilt(path: Path) -> None:
    target = graph_from_json(path.read_bytes()).untrained
    rebuilt = graph_of(model_of(target))
    # A weight that no call uses, as a learned weight of a loss, is in no model that is made of calls.
    assert [str(one) for one in differences(replace(rebuilt, parameters=target.parameters), target)] == []


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.parent.name)
def test_a_katas_target_has_the_same_weights_from_its_canonical_form(path: Path) -> None:
    target = graph_from_json(path.read_bytes()).untrained
    shapes = sorted(tuple(weight.shape) for weight in model_of(target).weights)
    assert sorted(tuple(weight.shape) for weight in model_of(canonical(target)).weights) == shapes


def test_a_published_model_is_rebuilt() -> None:
    graph = graph_of(keras.applications.MobileNetV2(weights=None))
    assert differences(graph_of(model_of(graph)), graph) == ()


def test_a_long_chain_is_rebuilt() -> None:
    def chain(code: Any) -> Any:
        for _ in range(700):
            code = ops.tanh(code)
        return code

    graph = graph_of(model(chain))
    assert is_same(graph_of(model_of(graph)), graph)


def test_layers_are_named_by_kind_and_by_the_number_of_their_first_call() -> None:
    rebuilt = model_of(graph_of(model(shared)))
    assert [layer.name for layer in rebuilt.layers if layer.weights] == ["Dense_2"]


def test_weights_are_new_each_time() -> None:
    graph = graph_of(model(lambda code: layers.Dense(5)(code)))
    one, other = (model_of(graph).get_weights()[0] for _ in range(2))
    assert (one != other).all()


def test_another_layer_may_be_used_for_a_call() -> None:
    graph = graph_of(model(lambda code: layers.Dense(5)(layers.Dropout(0.5)(code))))
    rebuilt = model_of(graph, lambda _, call: layers.ReLU() if call.operation == "Dropout" else None)
    assert [call.operation for call in graph_of(rebuilt).calls] == ["Input", "ReLU", "Dense"]


def test_losses_are_left_out() -> None:
    compiled = model(lambda code: layers.Dense(5)(code))
    compiled.compile("sgd", "mse")
    graph: Graph = graph_of(compiled)
    assert graph_of(model_of(graph)) == graph_of(model_of(graph.untrained))


def test_an_unrolled_layer_is_the_layer() -> None:
    unrolled = graph_of(model(lambda steps: layers.LSTM(3, unroll=True)(steps)))
    assert is_same(unrolled, graph_of(model(lambda steps: layers.LSTM(3)(steps))))


def test_a_model_without_weights_can_be_given_those_of_another() -> None:
    without = model(lambda code: ops.cast(code > 0, "float32"))
    carry_weights(without, model_of(graph_of(without)))


def test_weights_cross_a_concat_that_is_cut_apart_again() -> None:
    def product() -> keras.Model:
        radar, camera = keras.Input((5,), name="radar"), keras.Input((3,), name="camera")
        joined = layers.Concatenate()([layers.Dense(4, activation="relu")(one) for one in (radar, camera)])
        return keras.Model([radar, camera], layers.Dense(1, name="distance")(joined[:, :4] * joined[:, 4:]))

    source, target = product(), product()
    carry_weights(source, target)
    fed = [np.ones((2, 5)), np.ones((2, 3))]
    np.testing.assert_allclose(target(fed), source(fed), rtol=1e-5)
