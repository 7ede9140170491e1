"""Kata 19: a layer of one's own in a functional model, and a functional model in a subclass."""

from itertools import combinations
from pathlib import Path

import keras
import mixed_styles as answer
import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from modelgraph import (
    compare,
    graph_from_json,
    graph_of,
    heads,
    listed,
    shared_weights,
    style_of,
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"image": keras.Input((32, 32, 3), name="image")}
SMALL_INPUTS = {"image": keras.Input((35, 35, 3), name="image")}
CLASSES = {"ResidualBlock": layers.Layer, "Mirrored": keras.Model}
RANDOM = np.random.default_rng(19)
IMAGE = RANDOM.normal(scale=0.3, size=(3, 35, 35, 3)).astype("float32")  # faint: a softmax that is sure learns nothing
FED = {"image": IMAGE}
LABEL = np.eye(2, dtype="float32")[[0, 1, 1]]
NEXT_IMAGE = RANDOM.normal(scale=0.3, size=(3, 35, 35, 3)).astype("float32")


def parameters_of_a_block(filters):
    return 2 * (3 * 3 * filters * filters + filters)


def parameters(filters, classes):
    return (3 * 3 * 3 * filters + filters) + 3 * parameters_of_a_block(filters) + (3 * filters * classes + classes)


def is_defined(name, kind):
    found = getattr(answer, name, None)
    return isinstance(found, type) and issubclass(found, kind)


def blocks_in(model):
    """Those in a layer or a model inside it as well, which `model.layers` doesn't tell; checked on Keras 3.15."""
    return [layer for layer in model._flatten_layers() if type(layer).__name__ == "ResidualBlock"]


def shape_of(value):
    return None if value is None else tuple(value.shape)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def small(build):
    keras.utils.set_random_seed(19)
    return build(side=35, filters=4, classes=2)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)


@pytest.fixture(scope="module")
def mirrored(small):
    return answer.Mirrored(small)


@pytest.fixture(scope="module")
def told_by_mirrored(mirrored):
    return heads(mirrored, FED)["label"]


@pytest.fixture(scope="module")
def pulls(mirrored):
    """The gradient of what is given for the first class, by an image and by its mirror image."""
    seen = tf.constant(np.concatenate([IMAGE[:1], IMAGE[:1, :, ::-1]]))
    with tf.GradientTape() as tape:
        tape.watch(seen)
        first = mirrored({"image": seen})["label"][:, 0]
    return tape.gradient(first, seen).numpy()


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_defines_a_layer_and_a_model():
    defined = {name: kind.__name__ for name, kind in CLASSES.items() if is_defined(name, kind)}
    assert defined == {"ResidualBlock": "Layer", "Mirrored": "Model"}


def test_three_blocks_are_layers_of_a_functional_model(model):
    assert {"blocks": len(blocks_in(model)), "style": style_of(model)} == {"blocks": 3, "style": "functional"}


def test_a_block_has_the_weights_of_its_two_convolutions(model):
    assert [block.count_params() for block in blocks_in(model)] == [parameters_of_a_block(filters=16)] * 3


def test_no_two_blocks_share_weights(model):
    assert [shared_weights(one, other) for one, other in combinations(blocks_in(model), 2)] == [[], [], []]


def test_a_block_whose_weights_are_zero_gives_the_positive_part_of_what_it_gets():
    block, x = answer.ResidualBlock(11), RANDOM.normal(size=(2, 7, 5, 11)).astype("float32")
    block(x)
    block.set_weights([np.zeros(weight.shape) for weight in block.weights])
    np.testing.assert_array_equal(block(x), np.maximum(x, 0))


def test_it_takes_an_image(graph):
    assert graph.input_specs == {"image": "(32, 32, 3) float32"}


def test_its_head_gives_each_of_7_classes_a_share(graph):
    assert graph.output_specs == {"label": "(7,) float32"}


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(filters=16, classes=7)


def test_the_label_sees_what_each_block_makes_of_the_one_before(graph):
    assert compare(graph, TARGET).differences == []


def test_its_sizes_are_arguments(small):
    small_graph = graph_of(small, SMALL_INPUTS)
    assert (small_graph.input_specs, small_graph.parameters) == (
        {"image": "(35, 35, 3) float32"},
        parameters(filters=4, classes=2),
    )


def test_it_is_fed_by_name(told):
    assert {name: values.shape for name, values in told.items()} == {"label": (3, 2)}


def test_it_is_fed_by_position(small, told):
    by_position = heads(listed(small, SMALL_INPUTS), [IMAGE])
    np.testing.assert_allclose(by_position["label"], told["label"], rtol=1e-5)


def test_built_again_it_has_weights_of_its_own(build, small):
    assert shared_weights(build(side=35, filters=4, classes=2), small) == []


def test_mirrored_has_a_call_of_its_own(mirrored):
    assert style_of(mirrored) == "subclassed"


def test_into_mirrored_goes_a_dict_and_out_comes_a_dict(mirrored):
    assert keras.tree.map_structure(shape_of, mirrored(FED)) == {"label": (3, 2)}


def test_mirrored_refuses_to_run_without_an_image(mirrored):
    with pytest.raises(Exception):
        mirrored({"picture": IMAGE})


def test_mirrored_has_the_weights_of_the_model_in_it(mirrored, small):
    assert shared_weights(mirrored, small) == [weight.path for weight in small.weights]


def test_mirrored_makes_no_weights(mirrored, small):
    assert sorted(weight.path for weight in mirrored.weights) == sorted(weight.path for weight in small.weights)


@pytest.mark.parametrize("image", [IMAGE, NEXT_IMAGE], ids=["first", "next"])
def test_mirrored_gives_the_mean_for_each_image_and_its_mirror_image(mirrored, small, image):
    of_both = [heads(small, {"image": seen})["label"] for seen in (image, image[:, :, ::-1])]
    np.testing.assert_allclose(heads(mirrored, {"image": image})["label"], np.mean(of_both, axis=0), rtol=1e-4)


def test_mirrored_gives_the_mean_while_it_is_trained_as_well(mirrored, told_by_mirrored):
    np.testing.assert_allclose(mirrored(FED, training=True)["label"], told_by_mirrored, rtol=1e-5)


def test_an_image_and_its_mirror_image_pull_mirrored_alike(pulls):
    by_image, by_mirror_image = pulls
    np.testing.assert_allclose(by_mirror_image[:, ::-1], by_image, rtol=1e-3, atol=1e-3 * np.abs(by_image).max())


def test_mirrored_is_a_layer_of_a_functional_model(mirrored, told_by_mirrored):
    outer = keras.Model(SMALL_INPUTS, mirrored(SMALL_INPUTS))
    np.testing.assert_allclose(heads(outer, FED)["label"], told_by_mirrored, rtol=1e-5)


def test_one_training_step_of_mirrored_moves_every_weight(mirrored):
    mirrored.compile("sgd", loss="categorical_crossentropy", run_eagerly=True)
    assert unmoved_weights(mirrored, FED, {"label": LABEL}) == []
