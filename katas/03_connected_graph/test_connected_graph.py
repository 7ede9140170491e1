"""Kata 03: a radar and a camera are two branches of one graph, which ends in a distance."""

from pathlib import Path

import connected_graph as answer
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
INPUTS = {"radar": keras.Input((11,), name="radar"), "camera": keras.Input((7,), name="camera")}
SMALL_INPUTS = {"radar": keras.Input((5,), name="radar"), "camera": keras.Input((3,), name="camera")}
RANDOM = np.random.default_rng(3)
RADAR = RANDOM.normal(size=(13, 5)).astype("float32")
CAMERA = RANDOM.normal(size=(13, 3)).astype("float32")
DISTANCE = RANDOM.normal(size=(13, 1)).astype("float32")
FED = {"radar": RADAR, "camera": CAMERA}


def parameters(radar, camera):
    return (radar * 8 + 8) + (camera * 8 + 8) + (8 * 1 + 1)


@pytest.fixture(scope="module")
def model(build):
    model = build()
    answer.compile_model(model)
    return model


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(3)
    model = build(radar=5, camera=3)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(radar=5, camera=3)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["distance"]


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_radar_and_a_camera(graph):
    assert graph.input_specs == {"radar": "(11,) float32", "camera": "(7,) float32"}


def test_its_head_gives_a_distance(graph):
    assert graph.output_specs == {"distance": "(1,) float32"}


def test_the_distance_is_made_from_the_product_of_both(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(radar=11, camera=7)


def test_unrelated_tensors_are_two_tensors_of_keras():
    assert [type(tensor) for tensor in answer.unrelated_tensors()] == [keras.KerasTensor, keras.KerasTensor]


def test_keras_makes_no_model_of_unrelated_tensors():
    unrelated_input, unrelated_output = answer.unrelated_tensors()
    with pytest.raises(ValueError, match="is not connected to"):
        keras.Model(unrelated_input, unrelated_output)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(radar=5, camera=3)


def test_it_is_fed_by_name(told):
    assert told.shape == (13, 1)


def test_names_may_come_in_any_order(small, told):
    fed = {"camera": CAMERA, "radar": RADAR}
    np.testing.assert_array_equal(heads(small, fed)["distance"], told)


def test_it_is_fed_by_position(small, told):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["distance"], told, rtol=1e-5)


@pytest.mark.parametrize("missing", ["radar", "camera"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_it_is_compiled_with_sgd(small):
    assert type(small.optimizer) is keras.optimizers.SGD


def test_its_loss_is_the_mean_squared_error(small, told):
    loss = float(small.compute_loss(y=DISTANCE, y_pred=small(FED)))
    assert loss == pytest.approx(np.mean((told - DISTANCE) ** 2), rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, told):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["distance"], told, rtol=1e-4, atol=1e-5)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, DISTANCE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
