"""Kata 13: the model reads two sentences with one set of weights, and judges whether they say the same."""

from pathlib import Path

import keras
import numpy as np
import pytest
import shared_lstm as answer
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
    "left": keras.Input((None,), dtype="int32", name="left"),
    "right": keras.Input((None,), dtype="int32", name="right"),
}
RANDOM = np.random.default_rng(13)
LEFT = RANDOM.integers(0, 7, (11, 3), dtype="int32")
RIGHT = RANDOM.integers(0, 7, (11, 5), dtype="int32")
SAME = RANDOM.integers(0, 2, (11, 1)).astype("float32")
FED = {"left": LEFT, "right": RIGHT}
ALIKE = {(32 + 32, 1): np.full((32 + 32, 1), 0.7)}


def parameters(vocabulary):
    one_reader = vocabulary * 64 + 4 * (64 * 32 + 32 * 32 + 32)
    return one_reader + (32 + 32) * 1 + 1


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(13)
    return build(vocabulary=7)


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["same"]


@pytest.fixture(scope="module")
def trainee(build):
    keras.utils.set_random_seed(31)
    model = build(vocabulary=7)
    model.compile("sgd", loss="binary_crossentropy", run_eagerly=True)
    return model


@pytest.fixture(scope="module")
def unmoved(trainee):
    return unmoved_weights(trainee, FED, SAME)


@pytest.fixture(scope="module")
def even_handed(trainee, unmoved):
    """Trained by one step; then its head is made to weigh both codes alike."""
    for weight in trainee.weights:
        weight.assign(ALIKE.get(tuple(weight.shape), weight))
    return trainee


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_two_sentences(graph):
    assert graph.input_specs == {"left": "(None,) int32", "right": "(None,) int32"}


def test_its_head_is_one_number(graph):
    assert graph.output_specs == {"same": "(1,) float32"}


def test_it_has_the_parameters_of_one_reader_and_the_head(graph):
    assert graph.parameters == parameters(vocabulary=10_000)


def test_a_step_of_training_leaves_both_sentences_read_alike(even_handed):
    swapped = {"left": RIGHT, "right": LEFT}
    np.testing.assert_allclose(heads(even_handed, swapped)["same"], heads(even_handed, FED)["same"], rtol=1e-5)


def test_one_embedding_and_one_lstm_read_both_and_the_codes_join(graph):
    assert compare(graph, TARGET).differences == []


def test_its_vocabulary_is_an_argument(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7)


def test_it_is_fed_by_name(told):
    assert told.shape == (11, 1)


def test_names_may_come_in_any_order(small, told):
    fed = {"right": RIGHT, "left": LEFT}
    np.testing.assert_array_equal(heads(small, fed)["same"], told)


def test_it_is_fed_by_position(small, told):
    model = listed(small, INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["same"], told, rtol=1e-5)


@pytest.mark.parametrize("missing", ["left", "right"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_built_again_it_has_weights_of_its_own(small, trainee):
    assert shared_weights(small, trainee) == []


def test_one_training_step_moves_every_weight(unmoved):
    assert unmoved == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, told):
    carry_weights(small, again, INPUTS)
    np.testing.assert_allclose(heads(again, FED)["same"], told, rtol=1e-4)
