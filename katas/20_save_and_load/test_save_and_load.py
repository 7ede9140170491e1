"""Kata 20: a model of a class of its own comes back from a file as it was saved, arguments and all."""

from pathlib import Path

import keras
import numpy as np
import pytest
import save_and_load as answer  # noqa: F401 - `build` calls it
from modelgraph import compare, graph_from_json, graph_of, heads, shared_weights, unmoved_weights

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"features": keras.Input((64,), name="features")}
RANDOM = np.random.default_rng(20)
FEATURES = RANDOM.normal(size=(11, 64)).astype("float32")
FED = {"features": FEATURES}
LABEL = np.eye(10, dtype="float32")[RANDOM.integers(0, 10, 11)]

# The small model's weights by shape: both layers of 5 units get the same bias.
SHAPES = [(64, 5), (5, 5), (5, 3), (5,), (3,)]
WEIGHTS = {shape: RANDOM.normal(size=shape).astype("float32") for shape in SHAPES}


def parameters(width, classes):
    return (64 * width + width) + (width * width + width) + (width * classes + classes)


def relu(values):
    return np.maximum(values, 0)


def softmax(values):
    shares = np.exp(values - values.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def label(features, strength):
    code = relu(features @ WEIGHTS[64, 5] + WEIGHTS[5,])
    refined = code + strength * relu(code @ WEIGHTS[5, 5] + WEIGHTS[5,])
    return softmax(refined @ WEIGHTS[5, 3] + WEIGHTS[3,])


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    return build(width=5, classes=3, strength=0.3)


@pytest.fixture(scope="module")
def saved(build):
    """Only the strength isn't the default: it changes no weight's shape, so nothing fails where it gets lost."""
    keras.utils.set_random_seed(20)
    return build(strength=0.3712)


@pytest.fixture(scope="module")
def told(saved):
    return heads(saved, FED)["label"]


@pytest.fixture(scope="module")
def loaded(build, saved, told, tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "model.keras"
    saved.save(path)
    build()  # another, whose arguments are others
    return keras.saving.load_model(path)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_its_class_is_your_own(model):
    assert type(model).__module__ == "save_and_load"


def test_its_class_is_registered(model):
    name = keras.saving.get_registered_name(type(model))
    assert keras.saving.get_registered_object(name) is type(model)


def test_its_get_config_returns_a_dict(model):
    assert isinstance(model.get_config(), dict)


def test_it_takes_64_features(graph):
    assert graph.input_specs == {"features": "(64,) float32"}


def test_its_head_gives_each_of_10_classes_a_share(graph):
    assert graph.output_specs == {"label": "(10,) float32"}


def test_the_refinement_is_added_by_its_strength(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_its_sizes_are_arguments(small):
    assert graph_of(small, INPUTS).parameters == parameters(width=5, classes=3)


@pytest.mark.parametrize("strength", [0.0, 1.7, -0.8, 2])
def test_its_strength_is_an_argument(build, strength):
    model = build(width=5, classes=3, strength=strength)
    model(FED)
    model.set_weights([WEIGHTS[weight.shape] for weight in model.weights])
    np.testing.assert_allclose(heads(model, FED)["label"], label(FEATURES, strength), rtol=1e-3)


def test_it_keeps_its_strength_when_another_is_built(build, model):
    build(strength=0.3)
    assert compare(graph_of(model, INPUTS).untrained, TARGET.untrained).differences == []


def test_a_copy_made_from_its_config_has_the_same_graph(build):
    odd = build(width=7, classes=11, strength=0.0)
    graph = graph_of(odd, INPUTS)
    build()  # another, whose arguments are others
    type(odd).from_config(odd.get_config())
    copy = type(odd).from_config(odd.get_config())  # the second, for the first must take nothing from the model
    assert compare(graph_of(copy, INPUTS).untrained, graph.untrained).differences == []


def test_loaded_it_gives_the_same_shares(loaded, told):
    np.testing.assert_allclose(heads(loaded, FED)["label"], told, rtol=1e-5)


def test_loaded_it_has_its_name(loaded, saved):
    assert loaded.name == saved.name


def test_loaded_it_learns_on_with_every_weight(loaded):
    loaded.compile("sgd", loss="categorical_crossentropy", run_eagerly=True)
    assert unmoved_weights(loaded, FED, LABEL) == []


def test_built_again_it_has_weights_of_its_own(build, small):
    assert shared_weights(build(width=5, classes=3, strength=0.3), small) == []
