"""Kata 23: two heads, and each of their losses counts in the total as often as it should."""

from pathlib import Path

import keras
import numpy as np
import pytest
import swapped_weights as answer
import tensorflow as tf
from modelgraph import (
    carry_weights,
    compare,
    graph_from_json,
    graph_of,
    heads,
    listed,
    shared_weights,
    step_down_the_gradient,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"wind": keras.Input((9,), name="wind"), "turbine": keras.Input((4,), name="turbine")}
SMALL_INPUTS = {"wind": keras.Input((5,), name="wind"), "turbine": keras.Input((3,), name="turbine")}
RANDOM = np.random.default_rng(23)
WIND = RANDOM.normal(size=(11, 5)).astype("float32")
TURBINE = RANDOM.normal(size=(11, 3)).astype("float32")
FED = {"wind": WIND, "turbine": TURBINE}
POWER = RANDOM.normal(size=(11, 1)).astype("float32")
TRUE = {"main": POWER, "aux": POWER}
OTHER = {"main": POWER + 3.1, "aux": POWER - 5.3}


def parameters(hours, facts):
    seen, known = (hours * 24 + 24), ((24 + facts) * 16 + 16)
    return seen + known + (16 * 1 + 1) + (24 * 1 + 1)


def side_by_side(guesses):
    """What both heads guess, (batch, 2)."""
    return np.hstack([guesses["main"], guesses["aux"]])


def mean_squared_error(true, guess):
    return float(np.mean((true - guess) ** 2))


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
    keras.utils.set_random_seed(23)
    model = build(hours=5, facts=3)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(hours=5, facts=3)


@pytest.fixture(scope="module")
def guesses(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def errors(guesses):
    return {name: mean_squared_error(TRUE[name], guesses[name]) for name in TRUE}


@pytest.fixture(scope="module")
def reported(small):
    return small.test_on_batch(FED, TRUE, return_dict=True)


@pytest.fixture(scope="module")
def wanted(errors):
    return 1.0 * errors["main"] + 0.3 * errors["aux"]


@pytest.fixture(scope="module")
def total_loss(small):
    outputs = small(FED)
    return lambda true: float(small.compute_loss(y=true, y_pred=outputs))


@pytest.fixture(scope="module")
def total_in_fit(model, small):
    """The total as `fit` computes it: traced, before there are values, unless the answer has `fit` run eagerly."""
    compute = small.compute_loss if model.run_eagerly else tf.function(small.compute_loss, autograph=False)
    return float(compute(y=TRUE, y_pred=small(FED)))


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_the_wind_and_the_turbine(graph):
    assert graph.input_specs == {"wind": "(9,) float32", "turbine": "(4,) float32"}


def test_it_has_a_main_head_and_an_auxiliary_one(graph):
    assert graph.output_specs == {"main": "(1,) float32", "aux": "(1,) float32"}


def test_aux_guesses_halfway_and_from_the_wind_alone(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(hours=9, facts=4)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(hours=5, facts=3)


def test_it_is_fed_by_name(guesses):
    assert {name: guess.shape for name, guess in guesses.items()} == {"main": (11, 1), "aux": (11, 1)}


def test_names_may_come_in_any_order(small, guesses):
    fed = {"turbine": TURBINE, "wind": WIND}
    np.testing.assert_array_equal(side_by_side(heads(small, fed)), side_by_side(guesses))


def test_it_is_fed_by_position(small, guesses):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(side_by_side(by_position), side_by_side(guesses), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("missing", ["wind", "turbine"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_each_head_learns_by_mean_squared_error(reported, errors):
    assert {name: reported.get(f"{name}_loss") for name in errors} == pytest.approx(errors, rel=1e-4)


def test_main_counts_once_in_the_total_and_aux_0_3_times(total_loss, guesses, errors):
    before = total_loss(TRUE)
    effective = {
        name: (total_loss(TRUE | {name: OTHER[name]}) - before)
        / (mean_squared_error(OTHER[name], guesses[name]) - errors[name])
        for name in TRUE
    }
    assert effective == pytest.approx({"main": 1.0, "aux": 0.3}, rel=1e-3)


def test_the_total_is_the_weighted_sum_and_nothing_else(reported, wanted):
    assert {"total": reported["loss"]} == pytest.approx({"total": wanted}, rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, guesses):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(side_by_side(heads(again, FED)), side_by_side(guesses), rtol=1e-3, atol=1e-5)


def test_fit_can_trace_the_losses(total_in_fit, wanted):
    assert total_in_fit == pytest.approx(wanted, rel=1e-4)


def test_training_reports_the_same_total(small, wanted):
    assert small.fit(FED, TRUE, verbose=0).history["loss"] == [pytest.approx(wanted, rel=1e-4)]


def test_a_training_step_goes_down_the_gradient_of_the_total_loss(small):
    assert step_down_the_gradient(small, FED, TRUE) == pytest.approx(1, abs=0.01)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
