"""Kata 05: one reading of a novel tells its genre and its era, and each is trained by a loss of its own."""

from pathlib import Path

import keras
import numpy as np
import pytest
import two_heads as answer
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
INPUTS = {"novel": keras.Input((None,), dtype="int32", name="novel")}
RANDOM = np.random.default_rng(5)
NOVEL = RANDOM.integers(0, 7, (5, 3), dtype="int32")
FED = {"novel": NOVEL}
TRUE = {
    "genre": np.eye(11, dtype="float32")[[0, 9, 3, 3, 7]],
    "era": np.array([[1.9], [0.3], [2.7], [1.1], [3.1]], "float32"),
}
OTHER = {"genre": TRUE["genre"] * 0.4, "era": TRUE["era"] + 2.9}


def parameters(vocabulary, genres):
    one_direction = 4 * (64 * 32 + 32 * 32 + 32)
    return vocabulary * 64 + 2 * one_direction + ((32 + 32) * genres + genres) + ((32 + 32) * 1 + 1)


def categorical_crossentropy(true, guess):
    return -np.mean(np.sum(true * np.log(guess), axis=1))


def mean_squared_error(true, guess):
    return np.mean((true - guess) ** 2)


def side_by_side(guesses):
    """What both heads tell, as one array (batch, genres + 1)."""
    return np.hstack([guesses["genre"], guesses["era"]])


LOSSES = {"genre": categorical_crossentropy, "era": mean_squared_error}


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
    keras.utils.set_random_seed(5)
    model = build(vocabulary=7, genres=11)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7, genres=11)


@pytest.fixture(scope="module")
def guesses(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def total_loss(small):
    outputs = small(FED)
    return lambda true: float(small.compute_loss(y=true, y_pred=outputs))


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_novel(graph):
    assert graph.input_specs == {"novel": "(None,) int32"}


def test_it_has_two_heads(graph):
    assert graph.output_specs == {"genre": "(20,) float32", "era": "(1,) float32"}


def test_both_heads_are_made_from_one_reading(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(vocabulary=10_000, genres=20)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7, genres=11)


def test_it_is_fed_by_name(guesses):
    assert {name: guess.shape for name, guess in guesses.items()} == {"genre": (5, 11), "era": (5, 1)}


def test_it_is_fed_by_position(small, guesses):
    by_position = heads(listed(small, INPUTS), [NOVEL])
    np.testing.assert_allclose(side_by_side(by_position), side_by_side(guesses), rtol=1e-5, atol=1e-6)


def test_it_refuses_to_run_on_nothing(small):
    with pytest.raises(Exception):
        small({})


def test_each_head_has_the_loss_for_its_kind_of_guess(small, guesses):
    result = small.test_on_batch(FED, TRUE, return_dict=True)
    assert {name: result.get(f"{name}_loss") for name in LOSSES} == pytest.approx(
        {name: loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items()}, rel=1e-4
    )


def test_both_losses_count_once(total_loss, guesses):
    before = total_loss(TRUE)
    effective = {
        name: (total_loss(TRUE | {name: OTHER[name]}) - before)
        / (loss(OTHER[name], guesses[name]) - loss(TRUE[name], guesses[name]))
        for name, loss in LOSSES.items()
    }
    assert effective == pytest.approx({"genre": 1.0, "era": 1.0}, rel=1e-3)


def test_the_total_loss_is_their_sum_and_nothing_else(total_loss, guesses):
    genre, era = (loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items())
    assert total_loss(TRUE) == pytest.approx(genre + era, rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, guesses):
    carry_weights(small, again, INPUTS)
    np.testing.assert_allclose(side_by_side(heads(again, FED)), side_by_side(guesses), rtol=1e-4, atol=1e-5)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
