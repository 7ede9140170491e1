"""Kata 01: the model gives a label and, from the layer before it, the embedding that the label is made of."""

from pathlib import Path

import keras
import numpy as np
import pytest
import second_output as answer
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
INPUTS = {"features": keras.Input((64,), name="features")}
SMALL_INPUTS = {"features": keras.Input((5,), name="features")}
RANDOM = np.random.default_rng(1)
FEATURES = RANDOM.normal(size=(11, 5)).astype("float32")
TRUE = {
    "embedding": RANDOM.normal(size=(11, 32)).astype("float32"),
    "label": np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 11)],
}
FED = {"features": FEATURES}


def parameters(features, classes):
    return (features * 32 + 32) + (32 * 32 + 32) + (32 * classes + classes)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(1)
    return build(features=5, classes=3)


@pytest.fixture(scope="module")
def again():
    return answer.build_model(features=5, classes=3)


@pytest.fixture(scope="module")
def given(small):
    return heads(small, FED)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_64_features(graph):
    assert graph.input_specs == {"features": "(64,) float32"}


def test_it_has_two_heads(graph):
    assert graph.output_specs == {"embedding": "(32,) float32", "label": "(10,) float32"}


def test_the_label_is_made_from_the_embedding(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_the_second_head_costs_no_parameters(graph):
    assert graph.parameters == parameters(features=64, classes=10)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(features=5, classes=3)


def test_it_is_fed_by_name(given):
    shapes = {name: values.shape for name, values in given.items()}
    assert shapes == {"embedding": (11, 32), "label": (11, 3)}


def test_it_is_fed_by_position(small, given):
    by_position = heads(listed(small, SMALL_INPUTS), [FEATURES])
    np.testing.assert_allclose(by_position["label"], given["label"], rtol=1e-5)


def test_it_refuses_to_run_on_nothing(small):
    with pytest.raises(Exception):
        small({})


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, given):
    carry_weights(small, again, SMALL_INPUTS)
    in_again = heads(again, FED)
    for head in ("embedding", "label"):
        np.testing.assert_allclose(in_again[head], given[head], rtol=1e-4)


def test_one_training_step_of_both_heads_moves_every_weight(small):
    small.compile("sgd", loss={"embedding": "mse", "label": "categorical_crossentropy"}, run_eagerly=True)
    assert unmoved_weights(small, FED, TRUE) == []
