"""The order of a concat counts only where something sees it."""

from collections.abc import Callable
from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Graph, graph_of, is_same

Behind = Callable[[Any], Any]


def joined(behind: Behind, shape: tuple[int | None, ...], turned: bool) -> Graph:
    """Two inputs joined, in the order of their names or turned round, and what comes behind."""
    left, right = keras.Input(shape, name="left"), keras.Input(shape, name="right")
    x = layers.Concatenate()([right, left] if turned else [left, right])
    heads = behind(x)
    return graph_of(keras.Model([left, right], heads if isinstance(heads, dict) else {"head": heads}))


def order_is_unseen(behind: Behind, shape: tuple[int | None, ...]) -> bool:
    return is_same(joined(behind, shape, turned=False), joined(behind, shape, turned=True))


def chained(*steps: Callable[[], Any]) -> Behind:
    """The layers or functions, made anew for each model, one behind the other."""

    def apply(x: Any) -> Any:
        for step in steps:
            x = step()(x)
        return x

    return apply


def dense() -> layers.Layer:
    return layers.Dense(3)


CODE, STEPS, MAP = (6,), (9, 4), (8, 8, 2)

UNSEEN: dict[str, tuple[Behind, tuple[int | None, ...]]] = {
    "Dense": (chained(dense), CODE),
    "Dense on maps": (chained(dense), MAP),
    "Conv1D": (chained(lambda: layers.Conv1D(3, 2)), STEPS),
    "Conv2D": (chained(lambda: layers.Conv2D(3, 2)), MAP),
    "Conv2DTranspose": (chained(lambda: layers.Conv2DTranspose(3, 2)), MAP),
    "SeparableConv2D": (chained(lambda: layers.SeparableConv2D(3, 2)), MAP),
    "LSTM": (chained(lambda: layers.LSTM(3)), STEPS),
    "GRU": (chained(lambda: layers.GRU(3)), STEPS),
    "Bidirectional": (chained(lambda: layers.Bidirectional(layers.LSTM(3))), STEPS),
    "BatchNormalization": (chained(layers.BatchNormalization, dense), CODE),
    "LayerNormalization": (chained(layers.LayerNormalization, dense), CODE),
    "Dropout": (chained(lambda: layers.Dropout(0.5), dense), CODE),
    "an activation": (chained(layers.ReLU, dense), CODE),
    "softmax": (chained(layers.Softmax, dense), CODE),
    "MaxPooling2D": (chained(layers.MaxPooling2D, lambda: layers.Conv2D(3, 2)), MAP),
    "GlobalAveragePooling2D": (chained(layers.GlobalAveragePooling2D, dense), MAP),
    "GlobalMaxPooling1D": (chained(layers.GlobalMaxPooling1D, dense), STEPS),
    "ops.mean": (chained(lambda: lambda x: ops.mean(x, axis=(1, 2)), dense), MAP),
    "ops.max": (chained(lambda: lambda x: ops.max(x, axis=1), dense), STEPS),
    "UpSampling2D": (chained(layers.UpSampling2D, lambda: layers.Conv2D(3, 2)), MAP),
    "a number": (chained(lambda: lambda x: x * 2, dense), CODE),
    "two layers": (lambda x: {"one": layers.Dense(2)(x), "two": layers.Dense(3)(x)}, CODE),
    "a concat of its own": (lambda x: dense()(layers.concatenate([x, layers.Dense(2)(x)])), CODE),
}


def called_twice(x: Any) -> Any:
    layer = layers.Dense(12)
    return layer(layer(x))


SEEN: dict[str, tuple[Behind, tuple[int | None, ...]]] = {
    "a head": (lambda x: x, CODE),
    "a head beside a layer": (lambda x: {"codes": x, "label": dense()(x)}, CODE),
    "a head behind a channelwise layer": (lambda x: {"codes": layers.ReLU()(x), "label": dense()(x)}, CODE),
    "a normalized head": (chained(layers.BatchNormalization), CODE),
    "a shared layer": (called_twice, CODE),
    "Flatten": (chained(layers.Flatten, dense), MAP),
    "Reshape": (chained(lambda: layers.Reshape((3, 4)), lambda: layers.LSTM(2)), CODE),
    "a slice": (chained(lambda: lambda x: x[:, :4], dense), CODE),
    "an index": (chained(lambda: lambda x: x[:, 0]), CODE),
    "cumsum": (chained(lambda: lambda x: ops.cumsum(x, axis=-1), dense), CODE),
    "sorted steps": (chained(lambda: lambda x: ops.flip(x, axis=-1), dense), CODE),
    "Permute": (chained(lambda: layers.Permute((2, 1)), lambda: layers.LSTM(2)), STEPS),
    "GroupNormalization": (chained(lambda: layers.GroupNormalization(2), dense), CODE),
    "a sum with what is not joined": (lambda x: dense()(x + layers.Dense(12)(x)), CODE),
    "a constant for each channel": (chained(lambda: lambda x: x * ops.convert_to_numpy(ops.arange(12.0)), dense), CODE),
    "grouped convolution": (chained(lambda: layers.Conv2D(4, 2, groups=2)), MAP),
}  # fmt: skip


@pytest.mark.parametrize(("behind", "shape"), UNSEEN.values(), ids=UNSEEN)
def test_an_order_that_only_weights_see_does_not_count(behind: Behind, shape: tuple[int | None, ...]) -> None:
    assert order_is_unseen(behind, shape)


@pytest.mark.parametrize(("behind", "shape"), SEEN.values(), ids=SEEN)
def test_an_order_that_something_else_sees_counts(behind: Behind, shape: tuple[int | None, ...]) -> None:
    assert not order_is_unseen(behind, shape)
