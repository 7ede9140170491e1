"""Kata 14: one eye, a model of its own, looks at two photos, and how far its views are apart tells the depth."""

from pathlib import Path

import keras
import numpy as np
import pytest
import shared_vision as answer
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
    "left": keras.Input((64, 64, 3), name="left"),
    "right": keras.Input((64, 64, 3), name="right"),
}
SMALL_INPUTS = {
    "left": keras.Input((11, 11, 2), name="left"),
    "right": keras.Input((11, 11, 2), name="right"),
}
RANDOM = np.random.default_rng(14)
LEFT = RANDOM.normal(size=(5, 11, 11, 2)).astype("float32")
RIGHT = RANDOM.normal(size=(5, 11, 11, 2)).astype("float32")
DEPTH = RANDOM.normal(size=(5, 1)).astype("float32")
FED = {"left": LEFT, "right": RIGHT}


def parameters(channels):
    one_eye = (3 * 3 * channels * 16 + 16) + (3 * 3 * 16 * 32 + 32)
    return one_eye + 32 * 1 + 1


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(14)
    return build(size=11, channels=2)


@pytest.fixture(scope="module")
def again():
    return answer.build_model(size=11, channels=2)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["depth"]


@pytest.fixture(scope="module")
def views(small, told):
    """What the eye makes of the left photos and of the right ones, taken out and used alone."""
    eye = small.get_layer("eye")
    return [keras.ops.convert_to_numpy(view) for photos in (LEFT, RIGHT) for view in keras.tree.flatten(eye(photos))]


@pytest.fixture(scope="module")
def trainee(build):
    model = build(size=11, channels=2)
    model.compile("sgd", loss="mse", run_eagerly=True)
    return model


@pytest.fixture(scope="module")
def unmoved(trainee):
    return unmoved_weights(trainee, FED, DEPTH)


@pytest.fixture(scope="module")
def trained(trainee, unmoved):
    return trainee


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_two_photos(graph):
    assert graph.input_specs == {"left": "(64, 64, 3) float32", "right": "(64, 64, 3) float32"}


def test_its_head_is_the_depth(graph):
    assert graph.output_specs == {"depth": "(1,) float32"}


def test_the_eye_is_a_model_in_the_model(model):
    assert "eye" in [layer.name for layer in model.layers if isinstance(layer, keras.Model)]


def test_it_has_the_parameters_of_one_eye_and_the_head(graph):
    assert graph.parameters == parameters(channels=3)


def test_its_sizes_are_arguments(small):
    specs = {"left": "(11, 11, 2) float32", "right": "(11, 11, 2) float32"}
    assert graph_of(small, SMALL_INPUTS).input_specs == specs


def test_swapping_the_photos_changes_nothing_even_after_training(trained):
    swapped = {"left": RIGHT, "right": LEFT}
    np.testing.assert_allclose(heads(trained, swapped)["depth"], heads(trained, FED)["depth"], rtol=1e-4)


def test_the_eye_alone_turns_a_photo_into_32_numbers(views):
    assert [view.shape for view in views] == [(5, 32), (5, 32)]


def test_the_depth_is_weighed_from_how_far_its_views_are_apart(small, views, told):
    [weights] = [weight.numpy() for weight in small.weights if weight.shape == (32, 1)]
    [bias] = [weight.numpy() for weight in small.weights if weight.shape == (1,)]
    left, right = views
    np.testing.assert_allclose(told, np.abs(left - right) @ weights + bias, rtol=1e-4, atol=1e-6)


def test_one_eye_looks_at_both_photos(graph):
    assert compare(graph, TARGET).differences == []


def test_it_is_fed_by_name(told):
    assert told.shape == (5, 1)


def test_it_is_fed_by_position(small, told):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["depth"], told, rtol=1e-5)


@pytest.mark.parametrize("missing", ["left", "right"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_built_again_it_has_weights_of_its_own(small, trainee):
    assert shared_weights(small, trainee) == []


def test_one_training_step_moves_every_weight(unmoved):
    assert unmoved == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, told):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["depth"], told, rtol=1e-4)
