"""Graphs that compute the same by construction are the same; the nearest ones that don't are not."""

from collections.abc import Callable
from functools import cache
from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Graph, canonical, graph_of, is_same

Made = Callable[..., Any]
SHAPES = {"code": (6,), "other": (6,), "third": (5,), "image": (8, 8, 3), "photo": (8, 8, 3), "steps": (7, 4)}


class Twice(layers.Layer):
    """A custom layer that owns a layer and calls it twice."""

    def __init__(self) -> None:
        super().__init__()
        self.step = layers.Dense(6)

    def call(self, x: Any) -> Any:
        return self.step(self.step(x))


class Summary(layers.Dense):
    """A Dense by a name of one's own."""


class Reader(layers.LSTM):
    """An LSTM with settings of one's own."""

    def __init__(self) -> None:
        super().__init__(4, return_sequences=True)
        self.purpose = "reading"


class Doubled(layers.Dense):
    """A Dense that gives twice as much."""

    def call(self, inputs: Any, training: Any = None) -> Any:
        return super().call(inputs) * 2


class Unbiased(layers.Dense):
    """A Dense that only says that it has a bias."""

    def build(self, input_shape: Any) -> None:
        self.use_bias = False
        super().build(input_shape)


def made(make: Made) -> Graph:
    """The graph of the model that `make` makes of the inputs that its parameters name."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    inputs = [keras.Input(SHAPES[name], name=name) for name in names]
    heads = make(*inputs)
    return graph_of(keras.Model(inputs, heads if isinstance(heads, dict) else {"head": heads}))


def same(one: Made, other: Made) -> bool:
    return is_same(made(one), made(other))


def chain(x: Any, *steps: Any) -> Any:
    for step in steps:
        x = step(x)
    return x


def dense(units: int = 3, **settings: Any) -> layers.Layer:
    return layers.Dense(units, **settings)


def conv(filters: int = 3, **settings: Any) -> layers.Layer:
    return layers.Conv2D(filters, 3, **settings)


def shared_on_both(layer: layers.Layer, left: Any, right: Any) -> list[Any]:
    return [layer(left), layer(right)]


def made_in_another_order(code: Any, other: Any) -> Any:
    second, first = dense(4), dense(3)
    right = second(other)
    return ops.concatenate([first(code), right], axis=-1)


@cache
def nested() -> keras.Model:
    given = keras.Input((6,))
    return keras.Model(given, chain(given, dense(5), layers.Dropout(0.5)))


def cat(*parts: Any, **settings: Any) -> Any:
    return layers.Concatenate(**settings)(list(parts))


SAME: dict[str, tuple[Made, Made]] = {
    "names of inner layers": (lambda code: dense(name="a")(code), lambda code: dense(name="b")(code)),
    "the order of creation": (made_in_another_order, lambda code, other: cat(dense(3)(code), dense(4)(other))),
    "initialisers": (lambda code: dense(kernel_initializer="zeros")(code), lambda code: dense()(code)),
    "seeds": (lambda code: layers.Dropout(0.5, seed=1)(code), lambda code: layers.Dropout(0.5)(code)),
    "nested": (lambda code: nested()(code), lambda code: chain(code, dense(5), layers.Dropout(0.5))),
    "a custom layer": (lambda code: Twice()(code), lambda code: chain(code, *[dense(6)] * 2)),
    "Add and layers.add": (
        lambda code, other: layers.Add()([code, other]),
        lambda code, other: layers.add([code, other]),
    ),
    "Add and ops.add": (lambda code, other: layers.Add()([code, other]), lambda code, other: ops.add(code, other)),
    "Add and +": (lambda code, other: layers.Add()([code, other]), lambda code, other: code + other),
    "Subtract and -": (lambda code, other: layers.Subtract()([code, other]), lambda code, other: code - other),
    "Multiply and *": (lambda code, other: layers.Multiply()([code, other]), lambda code, other: code * other),
    "Maximum": (lambda code, other: layers.Maximum()([code, other]), lambda code, other: ops.maximum(code, other)),
    "Minimum": (lambda code, other: layers.Minimum()([code, other]), lambda code, other: ops.minimum(code, other)),
    "activation and layer": (
        lambda code: dense(activation="relu")(code),
        lambda code: chain(code, dense(), layers.ReLU()),
    ),
    "activation and Activation": (
        lambda code: dense(activation="softmax")(code),
        lambda code: chain(code, dense(), layers.Activation("softmax")),
    ),
    "activation and op": (lambda code: dense(activation="tanh")(code), lambda code: ops.tanh(dense()(code))),
    "activation and function": (
        lambda code: dense(activation="gelu")(code),
        lambda code: keras.activations.gelu(dense()(code)),
    ),
    "convolution's activation": (
        lambda image: conv(activation="relu")(image),
        lambda image: ops.relu(conv()(image)),
    ),
    "linear activation": (lambda code: dense(activation="linear")(code), lambda code: dense()(code)),
    "a linear layer": (lambda code: chain(code, dense(), layers.Activation("linear")), lambda code: dense()(code)),
    "a cast to the same dtype": (lambda code: dense()(ops.cast(code, "float32")), lambda code: dense()(code)),
    "an LSTM's forget bias": (
        lambda steps: layers.LSTM(3, unit_forget_bias=False)(steps),
        lambda steps: layers.LSTM(3)(steps),
    ),
    "attention's own width of outputs": (
        lambda steps: layers.MultiHeadAttention(2, 3, output_shape=4)(steps, steps),
        lambda steps: layers.MultiHeadAttention(2, 3)(steps, steps),
    ),
    "attention's own width of outputs, as a shape": (
        lambda steps: layers.MultiHeadAttention(2, 3, output_shape=(4,))(steps, steps),
        lambda steps: layers.MultiHeadAttention(2, 3)(steps, steps),
    ),
    "a Dense at each step": (
        lambda steps: layers.TimeDistributed(dense(5, activation="relu"))(steps),
        lambda steps: dense(5, activation="relu")(steps),
    ),
    "a class that only renames a layer": (lambda code: Summary(3)(code), lambda code: dense()(code)),
    "a class that only sets a layer up": (
        lambda steps: Reader()(steps),
        lambda steps: layers.LSTM(4, return_sequences=True)(steps),
    ),
    "Identity": (lambda code: chain(code, layers.Identity(), dense()), lambda code: dense()(code)),
    "Dropout of nothing": (lambda code: chain(code, layers.Dropout(0.0), dense()), lambda code: dense()(code)),
    "noise of nothing": (lambda code: chain(code, layers.GaussianNoise(0.0), dense()), lambda code: dense()(code)),
    "nested concats": (
        lambda code, other, third: cat(cat(code, other), third),
        lambda code, other, third: cat(code, other, third),
    ),
    "Concatenate and hstack": (lambda code, other: cat(code, other), lambda code, other: ops.hstack([code, other])),
    "Concatenate and hstack of images": (
        lambda image: cat(image, image, axis=1),
        lambda image: ops.hstack([image, image]),
    ),
    "Concatenate and append": (
        lambda code, other: cat(code, other),
        lambda code, other: ops.append(code, other, axis=1),
    ),
    "nested adds": (lambda code, other: code + (other + code), lambda code, other: layers.add([code, other, code])),
    "one sum used twice in another": (
        lambda code: ops.add(code + code, code + code),
        lambda code: layers.add([code] * 4),
    ),
    "the sum in a sum that is a head as well": (
        lambda code, other: {"two": code + other, "three": (code + other) + code},
        lambda code, other: {"two": code + other, "three": layers.add([code, other, code])},
    ),
    "commutative add": (lambda code, other: code + other, lambda code, other: other + code),
    "commutative average": (
        lambda code, other: layers.Average()([code, other]),
        lambda code, other: layers.Average()([other, code]),
    ),
    "keyword and position": (
        lambda steps: layers.MultiHeadAttention(2, 4)(query=steps, value=steps),
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps),
    ),
    "the key of attention": (
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps, steps),
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps),
    ),
    "a mean and a global pool": (
        lambda image: ops.mean(image, axis=(1, 2)),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "axes from the end": (
        lambda image: ops.mean(image, axis=(-3, -2)),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "a maximum and a global pool": (
        lambda steps: ops.max(steps, axis=1),
        lambda steps: layers.GlobalMaxPooling1D()(steps),
    ),
    "a flattening of what is flat": (lambda code: layers.Flatten()(code), lambda code: code),
    "a reshape to the same shape": (lambda image: layers.Reshape(image.shape[1:])(image), lambda image: image),
    "a reshape by the batch's own size": (
        lambda image: ops.reshape(image, (ops.shape(image)[0], image.shape[1], image.shape[2] * image.shape[3])),
        lambda image: ops.reshape(image, (-1, image.shape[1], image.shape[2] * image.shape[3])),
    ),
    "a global pool that keeps its axes, flattened": (
        lambda image: layers.Flatten()(layers.GlobalAveragePooling2D(keepdims=True)(image)),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "a global pool that keeps its axes, reshaped": (
        lambda image: layers.Reshape((image.shape[-1],))(layers.GlobalMaxPooling2D(keepdims=True)(image)),
        lambda image: layers.GlobalMaxPooling2D()(image),
    ),
    "a mean that keeps its axes, reshaped by an operation": (
        lambda image: ops.reshape(ops.mean(image, axis=(1, 2), keepdims=True), (-1, image.shape[-1])),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "a pool of the whole map": (
        lambda image: layers.AveragePooling2D(image.shape[1:3], padding="same")(image),
        lambda image: layers.GlobalAveragePooling2D(keepdims=True)(image),
    ),
    "a pool of the whole map, flattened": (
        lambda image: layers.Flatten()(layers.MaxPooling2D(image.shape[1], strides=1)(image)),
        lambda image: layers.GlobalMaxPooling2D()(image),
    ),
    "the last axis": (
        lambda image, photo: cat(image, photo, axis=3),
        lambda image, photo: cat(image, photo, axis=-1),
    ),
    "axis 1 of two-dimensional codes": (
        lambda code, other: cat(code, other, axis=1),
        lambda code, other: cat(code, other),
    ),
    "normalisation's axis": (
        lambda image: layers.BatchNormalization(axis=3)(image),
        lambda image: layers.BatchNormalization()(image),
    ),
    "a pool's strides": (
        lambda image: layers.MaxPooling2D(2, strides=2)(image),
        lambda image: layers.MaxPool2D()(image),
    ),
    "sizes as pairs": (
        lambda image: layers.Conv2D(3, (3, 3), strides=(1, 1))(image),
        lambda image: conv()(image),
    ),
    "the padding of a window of one": (
        lambda image: layers.Conv2D(3, 1, strides=2, padding="same")(image),
        lambda image: layers.Conv2D(3, 1, strides=2)(image),
    ),
    "the padding of a map that a pool divides": (
        lambda image: layers.MaxPooling2D(2, padding="same")(image),
        lambda image: layers.MaxPooling2D(2)(image),
    ),
    "the padding of a transposed convolution without overlap": (
        lambda image: layers.Conv2DTranspose(3, 2, strides=2, padding="same")(image),
        lambda image: layers.Conv2DTranspose(3, 2, strides=2)(image),
    ),
    "a pool and its operation": (
        lambda image: ops.max_pool(image, 2, strides=2, padding="valid"),
        lambda image: layers.MaxPooling2D()(image),
    ),
    "an average pool and its operation": (
        lambda steps: ops.average_pool(steps, 3, strides=2, padding="same"),
        lambda steps: layers.AveragePooling1D(3, strides=2, padding="same")(steps),
    ),
    "padding's case": (lambda image: conv(padding="SAME")(image), lambda image: conv(padding="same")(image)),
}  # fmt: skip

DIFFERENT: dict[str, tuple[Made, Made]] = {
    "a cast to another dtype": (lambda code: dense()(ops.cast(code, "float16")), lambda code: dense()(code)),
    "attention's outputs of another width": (
        lambda steps: layers.MultiHeadAttention(2, 3, output_shape=5)(steps, steps),
        lambda steps: layers.MultiHeadAttention(2, 3)(steps, steps),
    ),
    "a class that doubles what a layer gives": (lambda code: Doubled(3)(code), lambda code: dense()(code)),
    "a class that frees a layer of its bias": (lambda code: Unbiased(3)(code), lambda code: dense()(code)),
    "units": (lambda code: dense(3)(code), lambda code: dense(4)(code)),
    "a bias": (lambda code: dense(use_bias=False)(code), lambda code: dense()(code)),
    "nested and called twice": (lambda code: nested()(code) + nested()(code), lambda code: nested()(code)),
    "one step of two": (lambda code: Twice()(code), lambda code: chain(code, dense(6), dense(6))),
    "Add and Average": (
        lambda code, other: layers.Add()([code, other]),
        lambda code, other: layers.Average()([code, other]),
    ),
    "Maximum and Minimum": (lambda code, other: ops.maximum(code, other), lambda code, other: ops.minimum(code, other)),
    "Subtract turned round": (lambda code, other: code - other, lambda code, other: other - code),
    "a constant turned round": (lambda code: 1 - code, lambda code: code - 1),
    "another constant": (lambda code: code * 2, lambda code: code * 3),
    "a sum twice": (lambda code, other: code + other, lambda code, other: code + other + other),
    "activation before": (lambda code: dense(activation="relu")(code), lambda code: dense()(ops.relu(code))),
    "another activation": (lambda code: dense(activation="relu")(code), lambda code: dense(activation="relu6")(code)),
    "another slope": (
        lambda code: layers.LeakyReLU(negative_slope=0.1)(code),
        lambda code: layers.LeakyReLU()(code),
    ),
    "gelu's approximation": (
        lambda code: ops.gelu(code, approximate=True),
        lambda code: ops.gelu(code, approximate=False),
    ),
    "softmax over another axis": (lambda steps: ops.softmax(steps, axis=1), lambda steps: ops.softmax(steps)),
    "query and value": (
        lambda code, steps: layers.MultiHeadAttention(2, 4)(steps, steps * 2),
        lambda code, steps: layers.MultiHeadAttention(2, 4)(steps * 2, steps),
    ),
    "a key of its own": (
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps, steps * 2),
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps),
    ),
    "a causal mask": (
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps, use_causal_mask=True),
        lambda steps: layers.MultiHeadAttention(2, 4)(steps, steps),
    ),
    "a mean over channels": (
        lambda image: ops.mean(image, axis=(2, 3)),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "a mean that keeps its axes": (
        lambda image: ops.mean(image, axis=(1, 2), keepdims=True),
        lambda image: layers.GlobalAveragePooling2D()(image),
    ),
    "a merge in half precision": (
        lambda code, other: layers.Multiply(dtype="float16")([code, other]),
        lambda code, other: layers.Multiply()([code, other]),
    ),
    "a pool of nearly the whole map": (
        lambda image: layers.AveragePooling2D(image.shape[1] - 1)(image),
        lambda image: layers.GlobalAveragePooling2D(keepdims=True)(image),
    ),
    "a pool flattened in another way": (
        lambda image: layers.Reshape((image.shape[-1], 1))(layers.GlobalMaxPooling2D(keepdims=True)(image)),
        lambda image: layers.GlobalMaxPooling2D()(image),
    ),
    "a mean and a maximum": (lambda image: ops.mean(image, axis=(1, 2)), lambda image: ops.max(image, axis=(1, 2))),
    "another axis": (lambda image, photo: cat(image, photo, axis=1), lambda image, photo: cat(image, photo)),
    "an untouched input": (lambda code, other: dense()(code), lambda code, other: dense()(other)),
    "a frozen layer": (lambda code: dense(trainable=False)(code), lambda code: dense()(code)),
    "a regularizer": (lambda code: dense(kernel_regularizer="l2")(code), lambda code: dense()(code)),
    "padding": (lambda image: conv(padding="same")(image), lambda image: conv()(image)),
    "the padding of a map that a pool doesn't divide": (
        lambda image: layers.MaxPooling2D(3, padding="same")(image),
        lambda image: layers.MaxPooling2D(3)(image),
    ),
    "the padding of a transposed convolution with overlap": (
        lambda image: layers.Conv2DTranspose(3, 3, padding="same")(image),
        lambda image: layers.Conv2DTranspose(3, 3)(image),
    ),
    "a pool's operation with another stride": (
        lambda image: ops.max_pool(image, 2, strides=1, padding="valid"),
        lambda image: layers.MaxPooling2D()(image),
    ),
    "a dropout rate": (lambda code: layers.Dropout(0.5)(code), lambda code: layers.Dropout(0.4)(code)),
    "one dropout used twice": (
        lambda code: layers.add([layers.Dropout(0.5)(code)] * 2),
        lambda code: layers.Dropout(0.5)(code) + layers.Dropout(0.5)(code),
    ),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_only_words_set_apart_is_the_same(one: Made, other: Made) -> None:
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_computes_something_else_is_not(one: Made, other: Made) -> None:
    assert not same(one, other)


@pytest.mark.parametrize("make", [pair[0] for pair in SAME.values()], ids=SAME)
def test_a_canonical_graph_is_its_own_canonical_form(make: Made) -> None:
    form = canonical(made(make))
    assert canonical(form) == form


def test_doublings_of_doublings_are_compared_in_bounded_time() -> None:
    def doubled(code: Any) -> Any:
        for _ in range(60):
            code = code + code
        return code

    assert same(doubled, doubled)
