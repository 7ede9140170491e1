"""Two calls of one layer are not two layers, wherever they stand and however alike the branches are."""

from collections.abc import Callable
from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Graph, graph_of, is_same

Layer = Callable[[], Any]
Use = Callable[[Any, Any, Any, Any], Any]


def made(use: Use, layer: Layer, pattern: str, shape: tuple[int, ...] = (6,)) -> Graph:
    """The graph of four uses of a layer; equal letters of the pattern share one, as in `abab`."""
    by_letter = {letter: layer() for letter in sorted(set(pattern))}
    left, right = keras.Input(shape, name="left"), keras.Input(shape, name="right")
    uses = [by_letter[letter] for letter in pattern]
    return graph_of(keras.Model([left, right], {"head": use(left, right, *[uses])}))


def in_two_branches(left: Any, right: Any, uses: Any) -> Any:
    one, two, three, four = uses
    return ops.concatenate([two(one(left)), four(three(right))], axis=-1)


def in_a_chain(left: Any, right: Any, uses: Any) -> Any:
    x = left + right
    for use in uses:
        x = use(x)
    return x


def in_a_sum(left: Any, right: Any, uses: Any) -> Any:
    one, two, three, four = uses
    return layers.add([two(one(left)), four(three(left))]) + right


def side_by_side(left: Any, right: Any, uses: Any) -> Any:
    one, two, three, four = uses
    return layers.concatenate([one(left), two(left), three(right), four(right)])


def dense() -> layers.Layer:
    return layers.Dense(6)


def normalization() -> layers.Layer:
    return layers.BatchNormalization()


def nested() -> keras.Model:
    return keras.Sequential([layers.Dense(5, activation="relu"), layers.Dense(6)])


EVERY = ["aaaa", "aaab", "aaba", "aabb", "aabc", "abaa", "abab", "abac", "abba", "abbb", "abbc", "abca", "abcb", "abcc"]
PATTERNS = [*EVERY, "abcd"]
USES = [in_two_branches, in_a_chain]
by_name = {"ids": lambda one: getattr(one, "__name__", None)}


@pytest.mark.parametrize("layer", [dense, normalization, nested], **by_name)
@pytest.mark.parametrize("use", USES, **by_name)
def test_each_pattern_of_sharing_is_a_graph_of_its_own(use: Use, layer: Layer) -> None:
    graphs = {pattern: made(use, layer, pattern) for pattern in PATTERNS}
    alike = [(one, other) for one in PATTERNS for other in PATTERNS if is_same(graphs[one], graphs[other])]
    assert alike == [(pattern, pattern) for pattern in PATTERNS]


@pytest.mark.parametrize(("one", "other"), [("aabb", "abab"), ("aabb", "abba"), ("abab", "abba"), ("abcc", "aabc")])
def test_branches_of_a_sum_on_one_input_are_told_apart_by_what_they_share(one: str, other: str) -> None:
    graphs = made(in_a_sum, dense, one), made(in_a_sum, dense, other)
    assert is_same(*graphs) == ({one, other} == {"abcc", "aabc"})


@pytest.mark.parametrize("one", ["abab", "abba"])
def test_layers_side_by_side_may_change_places(one: str) -> None:
    """Both put one layer, and then the other, on either input; a head sees only their order."""
    assert is_same(made(side_by_side, dense, one), made(side_by_side, dense, one.translate({97: 98, 98: 97})))


def test_a_layer_without_weights_may_be_one_or_two() -> None:
    assert is_same(made(in_two_branches, layers.ReLU, "aaaa"), made(in_two_branches, layers.ReLU, "abcd"))


def test_a_shared_noise_layer_is_two_noises() -> None:
    def noise() -> layers.Layer:
        return layers.Dropout(0.5)

    assert is_same(made(in_two_branches, noise, "aaaa"), made(in_two_branches, noise, "abcd"))


@pytest.mark.parametrize("crossed", [False, True])
def test_two_shared_pairs_are_told_from_crossed_ones(crossed: bool) -> None:
    """Two layers of equal settings, each on both inputs, against each on one and then the other."""

    def pairs(first: str, second: str) -> Graph:
        left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
        by_letter = {"a": dense(), "b": dense()}
        one = layers.subtract([by_letter[first[0]](left), by_letter[first[1]](right)])
        two = layers.subtract([by_letter[second[0]](left), by_letter[second[1]](right)])
        return graph_of(keras.Model([left, right], {"one": layers.Dense(1)(one), "two": layers.Dense(1)(two)}))

    other = pairs("ab", "ba") if crossed else pairs("bb", "aa")
    assert is_same(pairs("aa", "bb"), other) is not crossed


def test_a_model_called_on_both_inputs_is_not_two_models() -> None:
    def twins(shared: bool) -> Graph:
        left, right = keras.Input((8, 8, 3), name="left"), keras.Input((8, 8, 3), name="right")
        eye = keras.Sequential([layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()])
        again = eye if shared else keras.Sequential([layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()])
        return graph_of(keras.Model([left, right], layers.Dense(1, name="depth")(ops.abs(eye(left) - again(right)))))

    assert not is_same(twins(shared=True), twins(shared=False))


def test_one_of_two_shared_layers_frozen_counts() -> None:
    def frozen(which: str) -> Graph:
        left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
        parts = [layers.Dense(6, trainable=which != side)(x) for side, x in (("left", left), ("right", right))]
        return graph_of(keras.Model([left, right], layers.Dense(1, name="head")(layers.concatenate(parts))))

    assert not is_same(frozen("left"), frozen("right"))


def test_layers_that_are_alike_are_told_apart_by_one_choice_for_all_that_depends_on_it() -> None:
    """Two Embeddings, each on both inputs, joined in pairs: which comes first in one join decides the other."""

    def joins(left_turned: bool) -> Graph:
        left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
        one, other = dense(), dense()
        pair = [other(left), one(left)] if left_turned else [one(left), other(left)]
        heads = {
            "a": layers.Dense(3)(layers.concatenate(pair)),
            "b": layers.Dense(3)(ops.concatenate([one(right), other(right)])),
        }
        return graph_of(keras.Model([left, right], heads))

    assert is_same(joins(left_turned=True), joins(left_turned=False))
