"""Kata 12: the words of a translation look back at each other and over to the source, and give each next word."""

from pathlib import Path

import cross_attention as answer
import keras
import numpy as np
import pytest
from modelgraph import (
    carry_weights,
    compare,
    graph_from_json,
    graph_of,
    heads,
    listed,
    shared_weights,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {
    "source": keras.Input((None,), dtype="int32", name="source"),
    "target": keras.Input((None,), dtype="int32", name="target"),
}
SOURCE = np.array([[2, 5, 1], [6, 0, 3]], "int32")
SO_FAR = np.array([[4, 1, 3, 3, 2], [5, 6, 0, 2, 5]], "int32")
NEXT = np.eye(7, dtype="float32")[[[1, 3, 3, 2, 0], [6, 0, 2, 5, 4]]]
FED = {"source": SOURCE, "target": SO_FAR}
OTHER_FOURTH_WORD = np.where(np.arange(5) == 3, (SO_FAR + 1) % 7, SO_FAR)
OTHER_LAST_SOURCE_WORD = np.where(np.arange(3) == 2, (SOURCE + 3) % 7, SOURCE)


def parameters(vocabulary, width):
    query_key_value_and_output = 4 * (width * width + width)
    norm = 2 * width
    dense = (width * 4 * width + 4 * width) + (4 * width * width + width)
    block = 2 * query_key_value_and_output + 3 * norm + dense
    return 2 * vocabulary * width + block + (width * vocabulary + vocabulary)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(12)
    return build(vocabulary=7, width=6, heads=3)


@pytest.fixture(scope="module")
def small_graph(small):
    return graph_of(small, INPUTS)


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7, width=6, heads=3)


@pytest.fixture(scope="module")
def shares(small):
    return heads(small, FED)["token"]


@pytest.fixture(scope="module")
def moved_by(small, shares):
    """How far the shares at each of the five places, (batch, 5), move when other words are fed."""
    return lambda **other: np.abs(heads(small, FED | other)["token"] - shares).max(axis=-1)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_source_and_a_target(graph):
    assert graph.input_specs == {"source": "(None,) int32", "target": "(None,) int32"}


def test_it_gives_shares_of_1000_words_for_each_place_in_the_target(graph):
    assert graph.output_specs == {"token": "(None, 1000) float32"}


def test_the_target_looks_back_at_itself_and_over_to_the_source(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(vocabulary=1000, width=32)


def test_its_sizes_are_arguments(small_graph):
    assert small_graph.parameters == parameters(vocabulary=7, width=6)


def test_each_head_has_its_share_of_the_width(small_graph):
    calls = [call for call in small_graph.calls if call.operation == "MultiHeadAttention"]
    assert [(call.config["num_heads"], call.config["key_dim"]) for call in calls] == 2 * [(3, 2)]


def test_it_is_fed_by_name(shares):
    assert shares.shape == (2, 5, 7)


def test_names_may_come_in_any_order(small, shares):
    fed = {"target": SO_FAR, "source": SOURCE}
    np.testing.assert_array_equal(heads(small, fed)["token"], shares)


def test_it_is_fed_by_position(small, shares):
    model = listed(small, INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["token"], shares, rtol=1e-4)


@pytest.mark.parametrize("missing", ["source", "target"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_the_shares_at_each_place_add_up_to_1(shares):
    np.testing.assert_allclose(shares.sum(axis=-1), np.ones((2, 5)), rtol=1e-5)


def test_a_word_moves_its_own_place_and_those_after_it(moved_by):
    assert (moved_by(target=OTHER_FOURTH_WORD) > 1e-6).tolist() == 2 * [[False, False, False, True, True]]


def test_a_word_of_the_source_moves_every_place(moved_by):
    assert (moved_by(source=OTHER_LAST_SOURCE_WORD) > 1e-6).tolist() == 2 * [[True, True, True, True, True]]


def test_the_order_of_the_source_does_not_count(moved_by):
    assert (moved_by(source=SOURCE[:, ::-1]) > 1e-6).tolist() == 2 * [[False, False, False, False, False]]


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, shares):
    carry_weights(small, again, INPUTS)
    np.testing.assert_allclose(heads(again, FED)["token"], shares, rtol=1e-4)


def test_one_training_step_moves_every_weight_but_a_bias_that_softmax_cancels(small):
    small.compile("sgd", loss="categorical_crossentropy", run_eagerly=True)
    unmoved = unmoved_weights(small, FED, NEXT)
    # A bias on the keys adds the same to all of a query's scores.
    assert [path for path in unmoved if not path.endswith("key/bias")] == []
