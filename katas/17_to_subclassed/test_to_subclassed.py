"""Kata 17: kata 02's graph as a subclass of keras.Model, with a dict going in and a dict coming out."""

import re
from pathlib import Path

import keras
import numpy as np
import pytest
import to_subclassed as answer
from keras import layers
from modelgraph import (
    carry_weights,
    compare,
    graph_from_json,
    graph_of,
    heads,
    shared_weights,
    style_of,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {
    "text": keras.Input((None,), dtype="int32", name="text"),
    "question": keras.Input((None,), dtype="int32", name="question"),
}
SHAPES = {"text": (None, None), "question": (None, None)}
RANDOM = np.random.default_rng(17)
FED = {
    "text": RANDOM.integers(0, 7, (11, 3), dtype="int32"),
    "question": RANDOM.integers(0, 7, (11, 2), dtype="int32"),
}
ANSWER = np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 11)]


def parameters(vocabulary, answers):
    text = vocabulary * 64 + 4 * (64 * 32 + 32 * 32 + 32)
    question = vocabulary * 32 + 4 * (32 * 16 + 16 * 16 + 16)
    return text + question + (32 + 16) * answers + answers


def names_of_layers(model):
    return [layer.name for layer in model.layers]


def shape_of(value):
    return None if value is None else tuple(value.shape)


def total_in_summary(model):
    lines = []
    model.summary(print_fn=lines.append)
    return re.findall(r"Total params: ([\d,]+)", "\n".join(lines))


@pytest.fixture
def fresh(build):
    return build(vocabulary=7, answers=3)


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
    keras.utils.set_random_seed(17)
    return build(vocabulary=7, answers=3)


@pytest.fixture(scope="module")
def functional():
    text, question = INPUTS["text"], INPUTS["question"]
    from_text = layers.LSTM(32)(layers.Embedding(7, 64)(text))
    from_question = layers.LSTM(16)(layers.Embedding(7, 32)(question))
    joined = layers.Concatenate()([from_text, from_question])
    return keras.Model([text, question], layers.Dense(3, activation="softmax", name="answer")(joined))


@pytest.fixture(scope="module")
def transplanted(functional, small):
    carry_weights(functional, small, INPUTS)
    return small


@pytest.fixture(scope="module")
def compiled(small):
    answer.compile_model(small)
    small.run_eagerly = True
    return small


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["answer"]


@pytest.fixture(scope="module")
def history(compiled, told):
    return compiled.fit(FED, {"answer": ANSWER}, batch_size=11, verbose=0).history


def test_it_builds_a_keras_model(fresh):
    assert isinstance(fresh, keras.Model)


def test_the_model_is_a_question_answerer_with_a_call_of_its_own(fresh):
    assert (type(fresh).__name__, style_of(fresh)) == ("QuestionAnswerer", "subclassed")


def test_it_has_all_its_layers_before_it_is_called(small):
    before = names_of_layers(small)
    small(FED)
    assert before == names_of_layers(small)


def test_a_dict_goes_in_and_a_dict_comes_out(small):
    assert keras.tree.map_structure(shape_of, small(FED)) == {"answer": (11, 3)}


def test_it_tracks_the_weights_of_all_its_layers(graph):
    assert graph.parameters == parameters(vocabulary=10_000, answers=500)


def test_traced_it_is_the_graph_of_the_functional_form(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(vocabulary=7, answers=3)


def test_after_build_the_summary_counts_every_parameter(fresh):
    fresh.build(SHAPES)
    assert total_in_summary(fresh) == [f"{parameters(vocabulary=7, answers=3):,}"]


@pytest.mark.parametrize("first", ["text", "question"])
def test_with_the_weights_of_the_functional_form_it_computes_the_same(transplanted, functional, first):
    told = heads(transplanted, {first: FED[first], **FED})["answer"]
    np.testing.assert_allclose(told, functional([FED["text"], FED["question"]]), rtol=1e-4)


@pytest.mark.parametrize("missing", ["text", "question"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_it_is_compiled_with_rmsprop(compiled):
    assert type(compiled.optimizer) is keras.optimizers.RMSprop


def test_fit_trains_it_from_dicts_with_categorical_crossentropy(told, history):
    share_of_the_truth = (told * ANSWER).sum(axis=1)
    assert history["loss"] == [pytest.approx(-np.log(share_of_the_truth).mean(), rel=1e-4)]


def test_fit_counts_how_often_it_is_right(told, history):
    right = told.argmax(axis=1) == ANSWER.argmax(axis=1)
    assert {name: history[name] for name in history if name != "loss"} == {"acc": [pytest.approx(right.mean())]}


def test_one_training_step_moves_every_weight(compiled):
    assert unmoved_weights(compiled, FED, {"answer": ANSWER}) == []


def test_built_again_it_has_weights_of_its_own(fresh, small):
    fresh(FED)
    assert shared_weights(fresh, small) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
