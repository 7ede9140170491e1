"""Kata 08: three inputs and two heads, fed and trained by name alone."""

from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
import ticket_triage as answer
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
INPUTS = {
    "title": keras.Input((None,), dtype="int32", name="title"),
    "body": keras.Input((None,), dtype="int32", name="body"),
    "tags": keras.Input((12,), name="tags"),
}
SMALL_INPUTS = INPUTS | {"tags": keras.Input((5,), name="tags")}
RANDOM = np.random.default_rng(8)
TITLE = RANDOM.integers(0, 7, (11, 2), dtype="int32")
BODY = RANDOM.integers(0, 7, (11, 3), dtype="int32")
TAGS = RANDOM.integers(0, 2, (11, 5)).astype("float32")
FED = {"title": TITLE, "body": BODY, "tags": TAGS}
TRUE = {
    "priority": RANDOM.integers(0, 2, (11, 1)).astype("float32"),
    "department": np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 11)],
}
OTHER = {"priority": TRUE["priority"] * 0, "department": TRUE["department"] * 0.4}


def parameters(vocabulary, tags, departments):
    title = vocabulary * 64 + 4 * (64 * 128 + 128 * 128 + 128)
    body = vocabulary * 64 + 4 * (64 * 32 + 32 * 32 + 32)
    joined = 128 + 32 + tags
    return title + body + (joined * 1 + 1) + (joined * departments + departments)


def side_by_side(guesses):
    """What both heads guess, (batch, 1 + departments)."""
    return np.hstack([guesses["priority"], guesses["department"]])


def binary_crossentropy(true, guess):
    return -np.mean(true * np.log(guess) + (1 - true) * np.log(1 - guess))


def categorical_crossentropy(true, guess):
    return -np.mean(np.sum(true * np.log(guess), axis=1))


LOSSES = {"priority": binary_crossentropy, "department": categorical_crossentropy}


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
    keras.utils.set_random_seed(8)
    model = build(vocabulary=7, tags=5, departments=3)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7, tags=5, departments=3)


@pytest.fixture(scope="module")
def guesses(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def total_loss(small):
    outputs = small(FED)
    return lambda true: float(small.compute_loss(y=true, y_pred=outputs))


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_title_a_body_and_tags(graph):
    assert graph.input_specs == {"title": "(None,) int32", "body": "(None,) int32", "tags": "(12,) float32"}


def test_it_gives_a_priority_and_a_department(graph):
    assert graph.output_specs == {"priority": "(1,) float32", "department": "(4,) float32"}


def test_both_heads_see_title_body_and_tags(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(vocabulary=10_000, tags=12, departments=4)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(vocabulary=7, tags=5, departments=3)


def test_it_is_fed_by_name(guesses):
    assert {name: guess.shape for name, guess in guesses.items()} == {"priority": (11, 1), "department": (11, 3)}


def test_names_may_come_in_any_order(small, guesses):
    fed = {"tags": TAGS, "body": BODY, "title": TITLE}
    np.testing.assert_array_equal(side_by_side(heads(small, fed)), side_by_side(guesses))


def test_it_is_fed_by_position(small, guesses):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(side_by_side(by_position), side_by_side(guesses), rtol=1e-4)


@pytest.mark.parametrize("missing", ["title", "body", "tags"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


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
    assert effective == pytest.approx({"priority": 1.0, "department": 0.2}, rel=1e-3)


def test_the_total_loss_is_the_weighted_sum_and_nothing_else(total_loss, guesses):
    priority, department = (loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items())
    assert total_loss(TRUE) == pytest.approx(1.0 * priority + 0.2 * department, rel=1e-4)


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, guesses):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(side_by_side(heads(again, FED)), side_by_side(guesses), rtol=1e-3)


def test_it_trains_from_a_dataset_of_dicts(small, guesses):
    history = small.fit(tf.data.Dataset.from_tensors((FED, TRUE)), verbose=0).history
    priority, department = (loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items())
    assert history["loss"] == [pytest.approx(1.0 * priority + 0.2 * department, rel=1e-4)]


def test_a_training_step_goes_down_the_gradient_of_the_total_loss(small):
    assert step_down_the_gradient(small, FED, TRUE) == pytest.approx(1, abs=0.01)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, TRUE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
