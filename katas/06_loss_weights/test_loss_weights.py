"""Kata 06: one model guesses age, gender and income from posts, and no guess drowns the others in training."""

from pathlib import Path

import keras
import loss_weights as answer
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
    step_down_the_gradient,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"posts": keras.Input((None,), dtype="int32", name="posts")}
RANDOM = np.random.default_rng(6)
POSTS = RANDOM.integers(0, 7, (3, 269), dtype="int32")
FED = {"posts": POSTS}
TRUE = {
    "age": np.array([[3.1], [2.3], [4.7]], "float32"),
    "gender": np.array([[1], [0], [1]], "float32"),
    "income": np.eye(3, dtype="float32")[[0, 2, 1]],
}
OTHER = {"age": TRUE["age"] + 2.9, "gender": TRUE["gender"] * 0, "income": TRUE["income"] * 0.4}


def parameters(vocabulary, income_groups):
    convolutions = (5 * 256 * 128 + 128) + (5 * 128 * 256 + 256) + 3 * (5 * 256 * 256 + 256)
    three_heads = (128 * 1 + 1) + (128 * 1 + 1) + (128 * income_groups + income_groups)
    return vocabulary * 256 + convolutions + (256 * 128 + 128) + three_heads


def mean_squared_error(true, guess):
    return np.mean((true - guess) ** 2)


def binary_crossentropy(true, guess):
    return -np.mean(true * np.log(guess) + (1 - true) * np.log(1 - guess))


def categorical_crossentropy(true, guess):
    return -np.mean(np.sum(true * np.log(guess), axis=1))


LOSSES = {"age": mean_squared_error, "gender": binary_crossentropy, "income": categorical_crossentropy}


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
    keras.utils.set_random_seed(6)
    model = build(vocabulary=7, income_groups=3)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7, income_groups=3)


@pytest.fixture(scope="module")
def guesses(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def total_loss(small):
    outputs = small(FED)
    return lambda true: float(small.compute_loss(y=true, y_pred=outputs))


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_posts(graph):
    assert graph.input_specs == {"posts": "(None,) int32"}


def test_it_has_three_heads(graph):
    assert graph.output_specs == {"age": "(1,) float32", "gender": "(1,) float32", "income": "(10,) float32"}


def test_three_heads_share_one_body(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(vocabulary=50_000, income_groups=10)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7, income_groups=3)


def test_it_is_fed_by_name(guesses):
    assert {name: guess.shape for name, guess in guesses.items()} == {"age": (3, 1), "gender": (3, 1), "income": (3, 3)}


def test_it_is_fed_by_position(small, guesses):
    by_position = heads(listed(small, INPUTS), [POSTS])
    np.testing.assert_allclose(by_position["age"], guesses["age"], rtol=1e-4)


def test_it_refuses_to_run_on_nothing(small):
    with pytest.raises(Exception):
        small({})


def test_each_head_has_the_loss_for_its_kind_of_guess(small, guesses):
    result = small.test_on_batch(FED, TRUE, return_dict=True)
    assert {name: result.get(f"{name}_loss") for name in LOSSES} == pytest.approx(
        {name: loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items()}, rel=1e-4
    )


def test_the_total_loss_weighs_each_head(total_loss, guesses):
    before = total_loss(TRUE)
    effective = {
        name: (total_loss(TRUE | {name: OTHER[name]}) - before)
        / (loss(OTHER[name], guesses[name]) - loss(TRUE[name], guesses[name]))
        for name, loss in LOSSES.items()
    }
    assert effective == pytest.approx({"age": 0.25, "gender": 10.0, "income": 1.0}, rel=1e-3)


def test_the_total_loss_is_the_weighted_sum_and_nothing_else(total_loss, guesses):
    age, gender, income = (loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items())
    assert total_loss(TRUE) == pytest.approx(0.25 * age + 10 * gender + 1 * income, rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, guesses):
    carry_weights(small, again, INPUTS)
    np.testing.assert_allclose(heads(again, FED)["income"], guesses["income"], rtol=1e-3)


def test_a_training_step_goes_down_the_gradient_of_the_total_loss(small):
    assert step_down_the_gradient(small, FED, TRUE) == pytest.approx(1, abs=0.01)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
