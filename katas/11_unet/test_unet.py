"""Kata 11: the model marks an object's pixels, and each step up sees what the way down had at that size."""

from pathlib import Path

import keras
import numpy as np
import pytest
import unet as answer
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
INPUTS = {"image": keras.Input((64, 64, 1), name="image")}
SMALL_INPUTS = {"image": keras.Input((12, 12, 1), name="image")}
RANDOM = np.random.default_rng(11)
IMAGE = RANDOM.normal(size=(3, 12, 12, 1)).astype("float32")
MASK = RANDOM.integers(0, 2, (3, 12, 12, 1)).astype("float32")
FED = {"image": IMAGE}


def convolution(size, channels, filters):
    return size * size * channels * filters + filters


def double(channels, filters):
    return convolution(3, channels, filters) + convolution(3, filters, filters)


def parameters(filters):
    one, two, three = filters, 2 * filters, 4 * filters
    down = double(1, one) + double(one, two) + double(two, three)
    up_to_two = convolution(2, three, two) + double(two + two, two)
    up_to_one = convolution(2, two, one) + double(one + one, one)
    return down + up_to_two + up_to_one + convolution(1, one, 1)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(11)
    return build(size=12, filters=7)


@pytest.fixture(scope="module")
def again():
    return answer.build_model(size=12, filters=7)


@pytest.fixture(scope="module")
def mask(small):
    return heads(small, FED)["mask"]


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_grey_image_of_64_by_64(graph):
    assert graph.input_specs == {"image": "(64, 64, 1) float32"}


def test_its_mask_is_as_large_as_the_image(graph):
    assert graph.output_specs == {"mask": "(64, 64, 1) float32"}


def test_each_step_up_joins_the_double_of_its_size_on_the_way_down(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_the_joined_doubles_have_weights_for_twice_the_channels(graph):
    assert graph.parameters == parameters(filters=16)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(filters=7)


def test_it_is_fed_by_name(mask):
    assert mask.shape == (3, 12, 12, 1)


def test_it_is_fed_by_position(small, mask):
    by_position = heads(listed(small, SMALL_INPUTS), [IMAGE])
    np.testing.assert_allclose(by_position["mask"], mask, rtol=1e-5)


def test_it_refuses_to_run_on_nothing(small):
    with pytest.raises(Exception):
        small({})


def test_each_pixel_gets_a_probability_of_its_own(mask):
    assert 0 < mask.min() < mask.max() < 1


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, mask):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["mask"], mask, rtol=1e-4)


def test_one_training_step_moves_every_weight(small):
    small.compile("sgd", loss="binary_crossentropy", run_eagerly=True)
    assert unmoved_weights(small, FED, MASK) == []
