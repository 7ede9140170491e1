"""Kata 16: a new model over a trained one's tensors gives what two layers inside it see, and a new label."""

from itertools import accumulate
from pathlib import Path

import feature_extractor as answer
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
INPUTS = {"image": keras.Input((32, 32, 3), name="image")}
RANDOM = np.random.default_rng(16)
IMAGES = RANDOM.uniform(size=(5, 32, 32, 3)).astype("float32")
FED = {"image": IMAGES}
TRUE = {
    "shallow": RANDOM.normal(size=(5, 8, 8, 16)).astype("float32"),
    "deep": RANDOM.normal(size=(5, 4, 4, 24)).astype("float32"),
    "label": np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 5)],
}
LOSSES = {"shallow": "mse", "deep": "mse", "label": "categorical_crossentropy"}


def parameters(classes):
    convolutions = (9 * 3 * 8 + 8) + (9 * 8 * 16 + 16) + (9 * 16 * 24 + 24)
    return convolutions + (24 * classes + classes)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def given(build):
    keras.utils.set_random_seed(16)
    return answer.backbone()


@pytest.fixture(scope="module")
def seen(given):
    """What the given model's layers make of the images, one after the other, before anything is built on it."""
    _, _, block1, block2, _, kind = accumulate(given.layers, lambda tensor, layer: layer(tensor), initial=IMAGES)
    return {"block1": block1, "block2": block2, "kind": kind}


@pytest.fixture(scope="module")
def bodys_weights(given):
    return [weight.path for weight in given.weights[:-2]]


@pytest.fixture(scope="module")
def small(build, given, seen, bodys_weights):
    return build(trained=given, classes=3)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_the_backbone_is_as_it_was_given():
    assert [layer.name for layer in answer.backbone().layers] == ["stem", "block1", "block2", "pool", "kind"]


def test_it_takes_an_image(graph):
    assert graph.input_specs == {"image": "(32, 32, 3) float32"}


def test_it_has_three_heads(graph):
    assert graph.output_specs == {
        "shallow": "(8, 8, 16) float32",
        "deep": "(4, 4, 24) float32",
        "label": "(10,) float32",
    }


def test_it_taps_the_frozen_backbone_twice_and_ends_in_a_new_layer(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(classes=10)


def test_the_number_of_classes_is_an_argument(small):
    assert graph_of(small, INPUTS).parameters == parameters(classes=3)


def test_it_is_fed_by_name(told):
    shapes = {name: values.shape for name, values in told.items()}
    assert shapes == {"shallow": (5, 8, 8, 16), "deep": (5, 4, 4, 24), "label": (5, 3)}


def test_it_is_fed_by_position(small, told):
    by_position = heads(listed(small, INPUTS), [IMAGES])
    np.testing.assert_allclose(by_position["label"], told["label"], rtol=1e-4)


def test_it_refuses_to_run_on_nothing(small):
    with pytest.raises(Exception):
        small({})


@pytest.mark.parametrize(("head", "block"), [("shallow", "block1"), ("deep", "block2")])
def test_a_head_gives_what_the_given_block_sees(told, seen, head, block):
    np.testing.assert_allclose(told[head], seen[block], rtol=1e-4, atol=1e-6)


def test_its_weights_are_the_given_ones_and_not_copies(small, given, bodys_weights):
    assert shared_weights(given, small) == bodys_weights


def test_the_given_model_still_tells_its_20_old_kinds(small, given, seen):
    np.testing.assert_allclose(given(IMAGES), seen["kind"], rtol=1e-4)


def test_built_again_it_has_weights_of_its_own(build):
    assert shared_weights(build(classes=3), build(classes=3)) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, told):
    other = answer.build_model(classes=3)
    carry_weights(small, other, INPUTS)
    np.testing.assert_allclose(heads(other, FED)["label"], told["label"], rtol=1e-4)


def test_one_training_step_moves_the_new_layer_alone(small, bodys_weights):
    small.compile("sgd", loss=LOSSES, run_eagerly=True)
    assert sorted(unmoved_weights(small, FED, TRUE)) == sorted(bodys_weights)
