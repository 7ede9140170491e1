"""Kata 09: two blocks of convolutions, each of which adds what came into it to what it has made of it."""

from pathlib import Path

import keras
import numpy as np
import pytest
import residual as answer
from modelgraph import carry_weights, compare, graph_from_json, graph_of, heads, shared_weights, unmoved_weights

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"image": keras.Input((32, 32, 3), name="image")}
ODD_INPUTS = {"image": keras.Input((33, 33, 3), name="image")}
RANDOM = np.random.default_rng(9)
IMAGE = (RANDOM.normal(size=(2, 33, 33, 3)) + RANDOM.normal(size=(2, 1, 1, 3))).astype("float32")
LABEL = np.eye(3, dtype="float32")[[2, 0]]
FED = {"image": IMAGE}

# Each convolution is given the weights for its shape, and those inside the blocks give nothing but their biases.
FIRST, BIAS_32 = RANDOM.normal(size=(3, 32)), RANDOM.normal(size=32)
PROJECTION, BIAS_64 = RANDOM.normal(size=(32, 64)) / 8, RANDOM.normal(size=64)
ENDING, BIAS_3 = RANDOM.normal(size=(64, 3)) / 8, RANDOM.normal(size=3)
WEIGHTS = {
    (3, 3, 3, 32): np.pad(FIRST[None, None], [(1, 1), (1, 1), (0, 0), (0, 0)]),
    (1, 1, 32, 64): PROJECTION[None, None],
    (64, 3): ENDING,
    (32,): BIAS_32,
    (64,): BIAS_64,
    (3,): BIAS_3,
}


def parameters(classes):
    first = 3 * 3 * 3 * 32 + 32
    block_1 = 2 * (3 * 3 * 32 * 32 + 32)
    block_2 = (3 * 3 * 32 * 64 + 64) + (3 * 3 * 64 * 64 + 64)
    projection = 1 * 1 * 32 * 64 + 64
    return first + block_1 + block_2 + projection + (64 * classes + classes)


def relu(x):
    return np.maximum(x, 0)


def softmax(x):
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def odd(build):
    keras.utils.set_random_seed(9)
    model = build(size=33, classes=3)
    model.compile("sgd", "categorical_crossentropy", run_eagerly=True)
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(size=33, classes=3)


@pytest.fixture(scope="module")
def given(odd):
    return heads(odd, FED)


@pytest.fixture(scope="module")
def with_silent_blocks(build):
    model = build(size=33, classes=3)
    heads(model, FED)  # a subclass makes its weights now
    for weight in model.weights:
        weight.assign(WEIGHTS.get(tuple(weight.shape), np.zeros(weight.shape)))
    return model


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_an_image(graph):
    assert graph.input_specs == {"image": "(32, 32, 3) float32"}


def test_its_head_gives_each_of_10_classes_a_share(graph):
    assert graph.output_specs == {"label": "(10,) float32"}


def test_each_block_adds_what_came_into_it(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters_for_10_classes_and_for_3(graph, odd):
    found = {10: graph.parameters, 3: graph_of(odd, ODD_INPUTS).parameters}
    assert found == {10: parameters(classes=10), 3: parameters(classes=3)}


def test_it_is_fed_by_name(given):
    assert {name: values.shape for name, values in given.items()} == {"label": (2, 3)}


def test_the_image_gets_past_blocks_whose_convolutions_are_silent(with_silent_blocks):
    x = relu(IMAGE @ FIRST + BIAS_32)
    x = relu(x + BIAS_32)
    x = relu(x[:, ::2, ::2] @ PROJECTION + BIAS_64 + BIAS_64)
    label = softmax(x.mean(axis=(1, 2)) @ ENDING + BIAS_3)
    np.testing.assert_allclose(heads(with_silent_blocks, FED)["label"], label, rtol=1e-4)


def test_it_refuses_an_image_by_another_name(odd):
    with pytest.raises(Exception):
        odd({"photo": IMAGE})


def test_built_again_it_has_weights_of_its_own(odd, again):
    assert shared_weights(again, odd) == []


def test_built_again_with_the_same_weights_it_computes_the_same(odd, again, given):
    carry_weights(odd, again, ODD_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["label"], given["label"], rtol=1e-4)


def test_one_training_step_moves_every_weight(odd):
    assert unmoved_weights(odd, FED, LABEL) == []
