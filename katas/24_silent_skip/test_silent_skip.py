"""Kata 24: a scan goes around the convolutions in a way of its own for each map, and the patient counts."""

from pathlib import Path

import keras
import numpy as np
import pytest
import silent_skip as answer
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
INPUTS = {"scan": keras.Input((16, 16, 1), name="scan"), "patient": keras.Input((5,), name="patient")}
SMALL_INPUTS = {"scan": keras.Input((7, 7, 1), name="scan"), "patient": keras.Input((3,), name="patient")}
RANDOM = np.random.default_rng(24)
SCAN = RANDOM.normal(size=(11, 7, 7, 1)).astype("float32")
PATIENT = RANDOM.normal(size=(11, 3)).astype("float32")
FED = {"scan": SCAN, "patient": PATIENT}
TRUE = {
    "maps": RANDOM.normal(size=(11, 7, 7, 8)).astype("float32"),
    "finding": np.eye(5, dtype="float32")[RANDOM.integers(0, 5, 11)],
}

# A model without its convolutions of 3 by 3, and without biases, shows what comes around: the scan, 8 times weighted.
PROJECTION = RANDOM.normal(size=8)
WEIGHTS = {shape: PROJECTION.reshape(shape) for shape in [(1, 1, 1, 8), (1, 8)]}  # a Conv2D's, or a Dense's
# The finding's first class gets the sum of all averages and facts, in whichever order they come; the others get 0.
WEIGHTS[8 + 3, 5] = np.tile([1, 0, 0, 0, 0], (8 + 3, 1))


def side_by_side(given):
    """What both heads give, (batch, 7 * 7 * 8 + 5)."""
    return np.hstack([given["maps"].reshape(11, -1), given["finding"]])


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(24)
    model = build(size=7, facts=3, findings=5)
    model.compile("sgd", loss={"maps": "mse", "finding": "categorical_crossentropy"}, run_eagerly=True)
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(size=7, facts=3, findings=5)


@pytest.fixture(scope="module")
def given(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def with_silent_convolutions(build):
    model = build(size=7, facts=3, findings=5)
    heads(model, FED)  # a subclass makes its weights now
    for weight in model.weights:
        weight.assign(WEIGHTS.get(tuple(weight.shape), np.zeros(weight.shape)))
    return model


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_scan_and_a_patient(graph):
    assert graph.input_specs == {"scan": "(16, 16, 1) float32", "patient": "(5,) float32"}


def test_it_gives_8_maps_and_a_finding(graph):
    assert graph.output_specs == {"maps": "(16, 16, 8) float32", "finding": "(3,) float32"}


def test_its_sizes_are_arguments(small):
    graph = graph_of(small, SMALL_INPUTS)
    assert graph.input_specs | graph.output_specs == {
        "scan": "(7, 7, 1) float32",
        "patient": "(3,) float32",
        "maps": "(7, 7, 8) float32",
        "finding": "(5,) float32",
    }


def test_the_finding_depends_on_the_patient(small, given):
    of_others = heads(small, FED | {"patient": PATIENT + 3})["finding"]
    changed_by = float(np.abs(of_others - given["finding"]).max())
    assert changed_by > 0


def test_each_map_gets_the_scan_in_a_way_of_its_own(with_silent_convolutions):
    maps = heads(with_silent_convolutions, FED)["maps"]
    like_the_first = [number for number in range(8) if np.allclose(maps[..., number], maps[..., 0])]
    assert like_the_first == [0]


def test_a_projection_of_the_scan_goes_around_the_convolutions(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    convolutions = (3 * 3 * 1 * 8 + 8) + (3 * 3 * 8 * 8 + 8)
    projection = 1 * 1 * 1 * 8 + 8
    finding = (8 + 5) * 3 + 3
    assert graph.parameters == convolutions + projection + finding


def test_the_finding_takes_each_maps_average_at_any_size(with_silent_convolutions):
    maps = np.maximum(SCAN * PROJECTION, 0)
    shares = heads(with_silent_convolutions, FED)["finding"]
    taken = np.log(shares[:, 0] / shares[:, 1]) - PATIENT.sum(axis=1)
    np.testing.assert_allclose(taken, maps.mean(axis=(1, 2)).sum(axis=1), rtol=1e-3)


def test_it_is_fed_by_name(given):
    assert {name: values.shape for name, values in given.items()} == {"maps": (11, 7, 7, 8), "finding": (11, 5)}


def test_names_may_come_in_any_order(small, given):
    fed = {"patient": PATIENT, "scan": SCAN}
    np.testing.assert_array_equal(side_by_side(heads(small, fed)), side_by_side(given))


def test_it_is_fed_by_position(small, given):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(side_by_side(by_position), side_by_side(given), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("missing", ["scan", "patient"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, given):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(side_by_side(heads(again, FED)), side_by_side(given), rtol=1e-3, atol=1e-5)


def test_one_training_step_of_both_heads_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []
