"""Kata 18: the functional form of a subclassed model of two towers, whose codes can be reached from outside."""

from pathlib import Path

import keras
import numpy as np
import pytest
import to_functional as answer
from modelgraph import (
    carry_weights,
    compare,
    graph_from_json,
    graph_of,
    heads,
    listed,
    shared_weights,
    style_of,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {
    "search": keras.Input((None,), dtype="int32", name="search"),
    "product": keras.Input((19,), name="product"),
}
SMALL_INPUTS = {"search": INPUTS["search"], "product": keras.Input((5,), name="product")}
CODES = ("search_code", "product_code")
RANDOM = np.random.default_rng(18)
SEARCH = RANDOM.integers(0, 7, (11, 3), dtype="int32")
PRODUCT = RANDOM.normal(size=(11, 5)).astype("float32")
FED = {"search": SEARCH, "product": PRODUCT}
MATCH = RANDOM.integers(0, 2, (11, 1)).astype("float32")


def parameters(vocabulary, features):
    search = vocabulary * 48 + (48 * 32 + 32) + (32 * 24 + 24)
    product = (features * 32 + 32) + (32 * 24 + 24)
    return search + product + (1 * 1 + 1)


def declared_inputs(model):
    return {tensor.name: f"{tensor.shape[1:]} {tensor.dtype}" for tensor in getattr(model, "inputs", [])}


def shapes_of_codes(model):
    return {layer.name: layer.output.shape for layer in model.layers if layer.name in CODES}


def code_of(model, name):
    return heads(keras.Model(model.inputs, {name: model.get_layer(name).output}), FED)[name]


def tower(x, kernel, bias, code_kernel, code_bias):
    return np.maximum(x @ kernel + bias, 0) @ code_kernel + code_bias


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(18)
    return build(vocabulary=7, features=5)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def given():
    keras.utils.set_random_seed(81)
    return answer.TwoTowers(vocabulary=7)


@pytest.fixture(scope="module")
def given_match(given):
    return heads(given, FED)["match"]


@pytest.fixture(scope="module")
def carried(build, given, given_match):
    model = build(vocabulary=7, features=5)
    carry_weights(given, model, SMALL_INPUTS)
    return model


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_is_a_functional_model(model):
    assert style_of(model) == "functional"


def test_it_declares_its_inputs_by_name(model):
    assert declared_inputs(model) == {"search": "(None,) int32", "product": "(19,) float32"}


def test_its_head_gives_a_match(graph):
    assert graph.output_specs == {"match": "(1,) float32"}


def test_the_codes_of_its_towers_are_tensors_that_can_be_reached(model):
    assert shapes_of_codes(model) == {"search_code": (None, 24), "product_code": (None, 24)}


def test_it_has_as_many_parameters_as_the_given_model(graph):
    assert graph.parameters == parameters(vocabulary=5_000, features=19)


def test_it_is_the_graph_that_the_given_model_makes(graph):
    assert compare(graph, TARGET).differences == []


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(vocabulary=7, features=5)


def test_it_is_fed_by_name(told):
    assert {name: values.shape for name, values in told.items()} == {"match": (11, 1)}


def test_it_is_fed_by_position(small, told):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["match"], told["match"], rtol=1e-5)


@pytest.mark.parametrize("missing", ["search", "product"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_the_given_class_makes_this_graph_still():
    given = answer.TwoTowers(vocabulary=5_000)
    assert compare(graph_of(given, INPUTS), TARGET).differences == []


def test_with_the_given_models_weights_it_computes_the_same(carried, given_match):
    np.testing.assert_allclose(heads(carried, FED)["match"], given_match, rtol=1e-4)


def test_a_model_that_ends_at_the_search_code_gives_the_code(carried, given):
    embedding, *search_tower = given.get_weights()[:5]
    by_hand = tower(embedding[SEARCH].mean(axis=1), *search_tower)
    np.testing.assert_allclose(code_of(carried, "search_code"), by_hand, rtol=1e-4, atol=1e-6)


def test_a_model_that_ends_at_the_product_code_gives_the_code(carried, given):
    by_hand = tower(PRODUCT, *given.get_weights()[5:9])
    np.testing.assert_allclose(code_of(carried, "product_code"), by_hand, rtol=1e-4, atol=1e-6)


def test_one_training_step_moves_every_weight(small):
    small.compile("sgd", loss="binary_crossentropy", run_eagerly=True)
    assert unmoved_weights(small, FED, MATCH) == []


def test_built_again_it_has_weights_of_its_own(build, small):
    assert shared_weights(build(vocabulary=7, features=5), small) == []
