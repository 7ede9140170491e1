"""Numbers that are written into a model are part of what it computes."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from modelgraph import Graph, compare, graph_from_json, graph_of, graph_to_json

Made = Callable[[Any], Any]
ZEROS, ONES = np.zeros((1, 6), "float32"), np.ones((1, 6), "float32")


def read(make: Made) -> Graph:
    """The graph of the model that `make` makes, as it comes out of a judging process."""
    code = keras.Input((6,), name="code")
    return graph_from_json(graph_to_json(graph_of(keras.Model(code, {"head": make(code)}))))


DIFFERENT: dict[str, tuple[Made, Made]] = {
    "a number": (lambda x: x * 2, lambda x: x * 3),
    "an array": (lambda x: x * ONES, lambda x: x * ZEROS),
    "a number in front and behind": (lambda x: 1 - x, lambda x: x - 1),
    "added in a list": (lambda x: layers.Add()([x, ONES]), lambda x: layers.Add()([x, ZEROS])),
    "added in a list, and not added": (lambda x: layers.Add()([x, ONES]), lambda x: x),
    "joined in a list": (
        lambda x: ops.concatenate([x, ONES], axis=0),
        lambda x: ops.concatenate([x, ZEROS], axis=0),
    ),
    "joined by a layer": (
        lambda x: layers.Concatenate(axis=0)([x, ONES]),
        lambda x: layers.Concatenate(axis=0)([x, ZEROS]),
    ),
    "joined in front and behind": (
        lambda x: ops.concatenate([x, ONES], axis=0),
        lambda x: ops.concatenate([ONES, x], axis=0),
    ),
    "stacked": (lambda x: ops.stack([x, ONES], axis=0), lambda x: ops.stack([x, ZEROS], axis=0)),
    "infinite": (lambda x: ops.where(x > 0, x, np.inf), lambda x: ops.where(x > 0, x, -np.inf)),
    "a limit that is none": (lambda x: ops.maximum(x, -np.inf), lambda x: ops.maximum(x, np.inf)),
    "an array with one infinite number": (
        lambda x: ops.minimum(x, np.array([1, 1, 1, 1, 1, np.inf], "float32")),
        lambda x: ops.minimum(x, np.array([1, 1, 1, 1, 1, -np.inf], "float32")),
    ),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_two_constants_make_two_functions(one: Made, other: Made) -> None:
    assert not compare(read(one), read(other)).same


@pytest.mark.parametrize("make", [make for pair in DIFFERENT.values() for make in pair])
def test_one_constant_makes_one_function(make: Made) -> None:
    assert compare(read(make), read(make)).same


SAME: dict[str, tuple[Made, Made]] = {
    "an array and a list of it": (lambda x: ops.add(x, ONES), lambda x: x + 1),
    "a negative in front": (lambda x: 1 - x, lambda x: -1 * x + 1),
    "an array in front": (lambda x: ops.subtract(ONES, x), lambda x: 1 - x),
    "a matrix of ones": (
        lambda x: ops.matmul(x, np.ones((6, 1), "float32")),
        lambda x: ops.sum(x, axis=-1, keepdims=True),
    ),
    "whole numbers and fractions": (lambda x: x * 2, lambda x: x * 2.0),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_one_function_may_be_written_with_other_constants(one: Made, other: Made) -> None:
    assert compare(read(one), read(other)).same
