"""Kata 02: the model reads a text and a question, and picks the answer among 500 words."""

from pathlib import Path

import keras
import numpy as np
import pytest
import two_inputs as answer
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
INPUTS = {
    "text": keras.Input((None,), dtype="int32", name="text"),
    "question": keras.Input((None,), dtype="int32", name="question"),
}
RANDOM = np.random.default_rng(2)
TEXT = RANDOM.integers(0, 7, (11, 3), dtype="int32")
QUESTION = RANDOM.integers(0, 7, (11, 2), dtype="int32")
ANSWER = np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 11)]
FED = {"text": TEXT, "question": QUESTION}


def parameters(vocabulary, answers):
    text = vocabulary * 64 + 4 * (64 * 32 + 32 * 32 + 32)
    question = vocabulary * 32 + 4 * (32 * 16 + 16 * 16 + 16)
    return text + question + (32 + 16) * answers + answers


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
    keras.utils.set_random_seed(2)
    model = build(vocabulary=7, answers=3)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(vocabulary=7, answers=3)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["answer"]


@pytest.fixture(scope="module")
def result(small):
    return small.test_on_batch(FED, ANSWER, return_dict=True)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_text_and_a_question(graph):
    assert graph.input_specs == {"text": "(None,) int32", "question": "(None,) int32"}


def test_its_head_gives_each_of_500_answers_a_share(graph):
    assert graph.output_specs == {"answer": "(500,) float32"}


def test_each_input_has_its_own_branch_and_the_branches_join(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(vocabulary=10_000, answers=500)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7, answers=3)


def test_it_is_fed_by_name(told):
    assert told.shape == (11, 3)


def test_names_may_come_in_any_order(small, told):
    fed = {"question": QUESTION, "text": TEXT}
    np.testing.assert_array_equal(heads(small, fed)["answer"], told)


def test_it_is_fed_by_position(small, told):
    model = listed(small, INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["answer"], told, rtol=1e-5)


@pytest.mark.parametrize("missing", ["text", "question"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_it_is_compiled_with_rmsprop(small):
    assert type(small.optimizer) is keras.optimizers.RMSprop


def test_its_loss_is_categorical_crossentropy(small, told):
    share_of_the_truth = (told * ANSWER).sum(axis=1)
    loss = float(small.compute_loss(y=ANSWER, y_pred=small(FED)))
    assert loss == pytest.approx(-np.log(share_of_the_truth).mean(), rel=1e-4)


def test_it_counts_how_often_it_is_right(told, result):
    right = told.argmax(axis=1) == ANSWER.argmax(axis=1)
    assert {name: result[name] for name in result if name != "loss"} == {"acc": pytest.approx(right.mean())}


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, told):
    carry_weights(small, again, INPUTS)
    np.testing.assert_allclose(heads(again, FED)["answer"], told, rtol=1e-4)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, ANSWER) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
