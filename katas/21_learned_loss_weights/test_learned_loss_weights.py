"""Kata 21: a model guesses age, gender and income from posts, and learns how much each guess counts in its loss."""

from pathlib import Path

import keras
import learned_loss_weights as answer
import numpy as np
import pytest
import tensorflow as tf
from modelgraph import compare, graph_from_json, graph_of, heads, shared_weights, unmoved_weights

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"posts": keras.Input((None,), dtype="int32", name="posts")}
RANDOM = np.random.default_rng(21)
POSTS = RANDOM.integers(0, 7, (5, 11), dtype="int32")
FED = {"posts": POSTS}
TRUE = {
    "age": np.array([[13.1], [-12.3], [4.7], [83.6], [2.3]], "float32"),
    "gender": np.array([[1], [0], [1], [1], [0]], "float32"),
    "income": np.eye(3, dtype="float32")[[0, 2, 1, 2, 0]],
}
OTHER = {"age": TRUE["age"] + 2.9, "gender": TRUE["gender"] * 0, "income": TRUE["income"] * 0.4}
S = {"age": 6.2, "gender": -0.2, "income": 1.3}


def parameters(vocabulary, income_groups):
    three_heads = (64 * 1 + 1) + (64 * 1 + 1) + (64 * income_groups + income_groups)
    log_variances = 3
    return vocabulary * 64 + (64 * 64 + 64) + three_heads + log_variances


def mean_squared_error(true, guess):
    return np.mean((true - guess) ** 2)


def binary_crossentropy(true, guess):
    return -np.mean(true * np.log(guess) + (1 - true) * np.log(1 - guess))


def categorical_crossentropy(true, guess):
    return -np.mean(np.sum(true * np.log(guess), axis=1))


LOSSES = {"age": mean_squared_error, "gender": binary_crossentropy, "income": categorical_crossentropy}


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    model = build(vocabulary=7, income_groups=3)
    answer.compile_model(model)
    model.run_eagerly = True
    model(FED)
    return model


@pytest.fixture(scope="module")
def log_variances(small):
    return dict(getattr(small, "log_variances", {}))


@pytest.fixture(scope="module")
def at_first(log_variances):
    return {name: float(s) for name, s in log_variances.items()}


@pytest.fixture(scope="module")
def weighed(small, log_variances, at_first):
    """The small model with an unusual s for each head, and equal weights: so it guesses the same in any style."""
    small.set_weights([np.full(weight.shape, 0.05) for weight in small.weights])
    for name, s in log_variances.items():
        s.assign(S[name])
    return small


@pytest.fixture(scope="module")
def guesses(weighed):
    return heads(weighed, FED)


@pytest.fixture(scope="module")
def losses(guesses):
    return {name: loss(TRUE[name], guesses[name]) for name, loss in LOSSES.items()}


@pytest.fixture(scope="module")
def total_loss(weighed):
    outputs = weighed(FED)
    return lambda true: weighed.compute_loss(FED, true, outputs, None)


@pytest.fixture(scope="module")
def wanted(losses):
    return sum(np.exp(-S[name]) * losses[name] + S[name] for name in S)


@pytest.fixture(scope="module")
def step(weighed, log_variances, guesses):  # `guesses` first, for the step changes them
    """The losses that one step of training reports, and which way it moves each s: up is 1, down -1."""
    before = {name: float(s) for name, s in log_variances.items()}
    reported = weighed.fit(FED, TRUE, verbose=0).history["loss"]
    return reported, {name: int(np.sign(float(s) - before[name])) for name, s in log_variances.items()}


@pytest.fixture(scope="module")
def total_in_fit(weighed):
    """The total as `fit` computes it: traced, before there are values, unless the answer has `fit` run eagerly."""
    answer.compile_model(weighed)  # anew, for all else here runs eagerly
    compute = weighed.compute_loss if weighed.run_eagerly else tf.function(weighed.compute_loss, autograph=False)
    return compute(x=FED, y=TRUE, y_pred=weighed(FED), sample_weight=None)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_posts(graph):
    assert graph.input_specs == {"posts": "(None,) int32"}


def test_it_has_three_heads(graph):
    assert graph.output_specs == {"age": "(1,) float32", "gender": "(1,) float32", "income": "(10,) float32"}


def test_it_keeps_a_log_variance_for_each_head(log_variances):
    assert {name: tuple(s.shape) for name, s in log_variances.items()} == {"age": (), "gender": (), "income": ()}


def test_the_log_variances_are_weights_that_it_trains(small, log_variances):
    trained = {name: any(s is weight for weight in small.trainable_weights) for name, s in log_variances.items()}
    assert trained == {"age": True, "gender": True, "income": True}


def test_at_first_each_log_variance_is_zero(at_first):
    assert at_first == {"age": 0.0, "gender": 0.0, "income": 0.0}


def test_three_heads_share_one_body(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7, income_groups=3)


def test_the_total_loss_is_one_number(total_loss):
    assert keras.ops.shape(total_loss(TRUE)) == ()


def test_each_loss_counts_by_its_log_variance(total_loss, guesses, losses):
    before = total_loss(TRUE)
    grown = {name: float(total_loss(TRUE | {name: OTHER[name]}) - before) for name in LOSSES}
    effective = {
        name: grown[name] / float(loss(OTHER[name], guesses[name]) - losses[name]) for name, loss in LOSSES.items()
    }
    assert effective == pytest.approx({name: np.exp(-s) for name, s in S.items()}, rel=1e-3)


def test_the_total_loss_adds_each_log_variance_and_nothing_else(total_loss, wanted):
    assert float(total_loss(TRUE)) == pytest.approx(wanted, rel=1e-4)


def test_the_true_values_may_come_in_any_order(total_loss, wanted):
    true = {name: TRUE[name] for name in ("gender", "age", "income")}
    assert float(total_loss(true)) == pytest.approx(wanted, rel=1e-4)


def test_evaluation_reports_the_same_total(weighed, wanted):
    assert weighed.evaluate(FED, TRUE, verbose=0, return_dict=True)["loss"] == pytest.approx(wanted, rel=1e-4)


def test_training_reports_the_same_total(step, wanted):
    reported, _ = step
    assert reported == [pytest.approx(wanted, rel=1e-4)]


def test_a_step_moves_each_log_variance_towards_the_logarithm_of_its_loss(step, losses):
    _, moved = step
    assert moved == {name: int(np.sign(np.log(losses[name]) - S[name])) for name in S}


def test_one_training_step_moves_every_weight(weighed):
    assert unmoved_weights(weighed, FED, TRUE) == []


def test_fit_can_trace_compute_loss(total_in_fit):
    assert keras.ops.shape(total_in_fit) == ()


def test_built_again_it_has_weights_of_its_own(build, small):
    other = build(vocabulary=7, income_groups=3)
    other(FED)
    assert shared_weights(other, small) == []
