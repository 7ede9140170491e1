"""Kata 10: four branches look at one image, each in its own way, and what they find is laid side by side."""

from pathlib import Path

import inception as answer
import keras
import numpy as np
import pytest
from modelgraph import carry_weights, compare, graph_from_json, graph_of, heads, shared_weights, unmoved_weights

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"image": keras.Input((32, 32, 3), name="image")}
ODD_INPUTS = {"image": keras.Input((33, 33, 3), name="image")}
RANDOM = np.random.default_rng(10)
IMAGE = (RANDOM.normal(size=(2, 33, 33, 3)) + RANDOM.normal(size=(2, 1, 1, 3))).astype("float32")
FED = {"image": IMAGE}
TRUE = {
    "mixed": RANDOM.normal(size=(2, 17, 17, 64)).astype("float32"),
    "label": np.eye(3, dtype="float32")[[2, 0]],
}

# All convolutions of one shape are given the same weights, and those of 3 by 3 look only at the pixel in the middle.
PIXEL, MIDDLE, COLOURS = RANDOM.normal(size=(3, 16)), RANDOM.normal(size=(16, 16)) / 4, RANDOM.normal(size=(3, 16))
ENDING, BIAS_16, BIAS_3 = RANDOM.normal(size=(64, 3)) / 8, RANDOM.normal(size=16), RANDOM.normal(size=3)
AROUND = [(1, 1), (1, 1), (0, 0), (0, 0)]
WEIGHTS = {
    (1, 1, 3, 16): PIXEL[None, None],
    (3, 3, 16, 16): np.pad(MIDDLE[None, None], AROUND),
    (3, 3, 3, 16): np.pad(COLOURS[None, None], AROUND),
    (64, 3): ENDING,
    (16,): BIAS_16,
    (3,): BIAS_3,
}


def parameters(classes):
    pixel, colours, middle = 1 * 1 * 3 * 16 + 16, 3 * 3 * 3 * 16 + 16, 3 * 3 * 16 * 16 + 16
    return pixel + (pixel + middle) + colours + (pixel + middle + middle) + (64 * classes + classes)


def convolved(x, kernel):
    return np.maximum(x @ kernel + BIAS_16, 0)


def halved(x):
    return x[:, ::2, ::2]


def averaged(x):
    """The mean of the 3 by 3 pixels around each; at an edge, of those that there are."""
    padded = np.pad(x, [(0, 0), (1, 1), (1, 1), (0, 0)], constant_values=np.nan)
    return np.nanmean(np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2)), axis=(-2, -1))


def softmax(x):
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)


@pytest.fixture(scope="module")
def by_hand():
    a = convolved(halved(IMAGE), PIXEL)
    b = convolved(halved(convolved(IMAGE, PIXEL)), MIDDLE)
    c = convolved(halved(averaged(IMAGE)), COLOURS)
    d = convolved(halved(convolved(convolved(IMAGE, PIXEL), MIDDLE)), MIDDLE)
    mixed = np.concatenate([a, b, c, d], axis=-1)
    return {"mixed": mixed, "label": softmax(mixed.mean(axis=(1, 2)) @ ENDING + BIAS_3)}


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def odd(build):
    keras.utils.set_random_seed(10)
    model = build(size=33, classes=3)
    model.compile("sgd", loss={"mixed": "mse", "label": "categorical_crossentropy"}, run_eagerly=True)
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(size=33, classes=3)


@pytest.fixture(scope="module")
def given(odd):
    return heads(odd, FED)


@pytest.fixture(scope="module")
def given_again(odd, again):
    carry_weights(odd, again, ODD_INPUTS)
    return heads(again, FED)


@pytest.fixture(scope="module")
def with_known_weights(build):
    model = build(size=33, classes=3)
    heads(model, FED)  # a subclass makes its weights now
    for weight in model.weights:
        weight.assign(WEIGHTS.get(tuple(weight.shape), np.zeros(weight.shape)))
    return heads(model, FED)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_an_image(graph):
    assert graph.input_specs == {"image": "(32, 32, 3) float32"}


def test_it_gives_what_the_branches_find_and_a_label(graph):
    assert graph.output_specs == {"mixed": "(16, 16, 64) float32", "label": "(10,) float32"}


def test_four_branches_look_at_one_image(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters_for_10_classes_and_for_3(graph, odd):
    found = {10: graph.parameters, 3: graph_of(odd, ODD_INPUTS).parameters}
    assert found == {10: parameters(classes=10), 3: parameters(classes=3)}


def test_it_is_fed_by_name(given):
    shapes = {name: values.shape for name, values in given.items()}
    assert shapes == {"mixed": (2, 17, 17, 64), "label": (2, 3)}


@pytest.mark.parametrize("head", ["mixed", "label"])
def test_it_gives_what_one_calculates_by_hand(with_known_weights, by_hand, head):
    np.testing.assert_allclose(with_known_weights[head], by_hand[head], rtol=1e-3, atol=1e-4)


def test_it_refuses_an_image_by_another_name(odd):
    with pytest.raises(Exception):
        odd({"photo": IMAGE})


def test_built_again_it_has_weights_of_its_own(odd, again):
    assert shared_weights(again, odd) == []


@pytest.mark.parametrize("head", ["mixed", "label"])
def test_built_again_with_the_same_weights_it_computes_the_same(given, given_again, head):
    np.testing.assert_allclose(given_again[head], given[head], rtol=1e-3, atol=1e-5)


def test_one_training_step_of_both_heads_moves_every_weight(odd):
    assert unmoved_weights(odd, FED, TRUE) == []
