"""Kata 07: wide features take a short cut past the hidden layers, which get an auxiliary head of their own."""

from pathlib import Path

import keras
import numpy as np
import pytest
import wide_and_deep as answer
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
INPUTS = {"wide": keras.Input((5,), name="wide"), "deep": keras.Input((6,), name="deep")}
SMALL_INPUTS = {"wide": keras.Input((3,), name="wide"), "deep": keras.Input((7,), name="deep")}
RANDOM = np.random.default_rng(7)
WIDE = RANDOM.normal(size=(11, 3)).astype("float32")
DEEP = RANDOM.normal(size=(11, 7)).astype("float32")
FED = {"wide": WIDE, "deep": DEEP}
TRUE = {name: RANDOM.normal(size=(11, 1)).astype("float32") for name in ("main", "aux")}
OTHER = {"main": TRUE["main"] + 2.9, "aux": TRUE["aux"] - 4.7}


def parameters(wide_features, deep_features):
    hidden = (deep_features * 30 + 30) + (30 * 30 + 30)
    return hidden + ((wide_features + 30) * 1 + 1) + (30 * 1 + 1)


def side_by_side(guesses):
    """What both heads guess, (batch, 2)."""
    return np.hstack([guesses["main"], guesses["aux"]])


def mean_squared_error(true, guess):
    return np.mean((true - guess) ** 2)


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
    keras.utils.set_random_seed(7)
    model = build(wide_features=3, deep_features=7)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(wide_features=3, deep_features=7)


@pytest.fixture(scope="module")
def guesses(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def total_loss(small):
    outputs = small(FED)
    return lambda true: float(small.compute_loss(y=true, y_pred=outputs))


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_wide_and_deep_features(graph):
    assert graph.input_specs == {"wide": "(5,) float32", "deep": "(6,) float32"}


def test_it_has_a_main_head_and_an_auxiliary_one(graph):
    assert graph.output_specs == {"main": "(1,) float32", "aux": "(1,) float32"}


def test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(wide_features=5, deep_features=6)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(wide_features=3, deep_features=7)


def test_it_is_fed_by_name(guesses):
    assert {name: guess.shape for name, guess in guesses.items()} == {"main": (11, 1), "aux": (11, 1)}


def test_names_may_come_in_any_order(small, guesses):
    fed = {"deep": DEEP, "wide": WIDE}
    np.testing.assert_array_equal(side_by_side(heads(small, fed)), side_by_side(guesses))


def test_it_is_fed_by_position(small, guesses):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(side_by_side(by_position), side_by_side(guesses), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("missing", ["wide", "deep"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_each_head_learns_by_mean_squared_error(small, guesses):
    result = small.test_on_batch(FED, TRUE, return_dict=True)
    assert {name: result.get(f"{name}_loss") for name in TRUE} == pytest.approx(
        {name: mean_squared_error(TRUE[name], guesses[name]) for name in TRUE}, rel=1e-4
    )


def test_the_total_loss_weighs_each_head(total_loss, guesses):
    before = total_loss(TRUE)
    effective = {
        name: (total_loss(TRUE | {name: OTHER[name]}) - before)
        / (mean_squared_error(OTHER[name], guesses[name]) - mean_squared_error(TRUE[name], guesses[name]))
        for name in TRUE
    }
    assert effective == pytest.approx({"main": 0.9, "aux": 0.1}, rel=1e-3)


def test_the_total_loss_is_the_weighted_sum_and_nothing_else(total_loss, guesses):
    main, aux = (mean_squared_error(TRUE[name], guesses[name]) for name in ("main", "aux"))
    assert total_loss(TRUE) == pytest.approx(0.9 * main + 0.1 * aux, rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, guesses):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(side_by_side(heads(again, FED)), side_by_side(guesses), rtol=1e-3, atol=1e-5)


def test_a_training_step_goes_down_the_gradient_of_the_total_loss(small):
    assert step_down_the_gradient(small, FED, TRUE) == pytest.approx(1, abs=0.01)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
