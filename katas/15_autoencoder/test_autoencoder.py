"""Kata 15: a whole model that is made of two, an encoder and a decoder, each of which is of use alone."""

from pathlib import Path

import autoencoder as answer
import keras
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
    unmoved_weights,
)

TARGET = graph_from_json(Path(__file__).with_name("target.json").read_bytes())
INPUTS = {"image": keras.Input((28, 28, 1), name="image")}
COLOUR_INPUTS = {"image": keras.Input((28, 28, 3), name="image")}
RANDOM = np.random.default_rng(15)
IMAGES = RANDOM.uniform(size=(2, 28, 28, 3)).astype("float32")
CODES = RANDOM.uniform(size=(3, 16)).astype("float32")
FED = {"image": IMAGES}


def encoder_parameters(channels):
    return (9 * channels * 16 + 16) + (9 * 16 * 32 + 32) + (9 * 32 * 32 + 32) + (9 * 32 * 16 + 16)


def decoder_parameters(channels):
    return (9 * 1 * 16 + 16) + (9 * 16 * 32 + 32) + (9 * 32 * 16 + 16) + (9 * 16 * channels + channels)


def shapes(given):
    return keras.tree.map_structure(lambda tensor: tuple(tensor.shape), given)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def graph(model):
    return graph_of(model, INPUTS)


@pytest.fixture(scope="module")
def colour(build):
    keras.utils.set_random_seed(15)
    model = build(channels=3)
    graph_of(model, COLOUR_INPUTS)  # which calls it, so that a subclass, too, has its weights
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(channels=3)


@pytest.fixture(scope="module")
def reconstruction(colour):
    return heads(colour, FED)["reconstruction"]


@pytest.fixture(scope="module")
def parts(colour):
    return {layer.name: layer for layer in colour.layers if layer.name in ("encoder", "decoder")}


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_an_image(graph):
    assert graph.input_specs == {"image": "(28, 28, 1) float32"}


def test_it_gives_a_reconstruction(graph):
    assert graph.output_specs == {"reconstruction": "(28, 28, 1) float32"}


def test_its_channels_are_an_argument(colour):
    assert graph_of(colour, COLOUR_INPUTS).output_specs == {"reconstruction": "(28, 28, 3) float32"}


def test_it_is_made_of_two_models_called_encoder_and_decoder(parts):
    kinds = {name: isinstance(part, keras.Model) for name, part in parts.items()}
    assert kinds == {"encoder": True, "decoder": True}


def test_each_of_the_two_has_this_many_parameters(parts):
    parameters = {name: part.count_params() for name, part in parts.items()}
    assert parameters == {"encoder": encoder_parameters(channels=3), "decoder": decoder_parameters(channels=3)}


def test_the_whole_has_no_weights_beside_theirs(colour):
    whole = graph_of(colour, COLOUR_INPUTS)
    assert whole.parameters == encoder_parameters(channels=3) + decoder_parameters(channels=3)


def test_the_encoder_alone_makes_16_numbers_of_an_image(colour):
    assert shapes(colour.get_layer("encoder")(IMAGES)) == (2, 16)


def test_the_decoder_alone_makes_an_image_of_16_numbers(colour):
    assert shapes(colour.get_layer("decoder")(CODES)) == (3, 28, 28, 3)


def test_the_image_becomes_a_code_and_the_code_an_image(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_is_fed_by_name(reconstruction):
    assert reconstruction.shape == (2, 28, 28, 3)


def test_it_is_fed_by_position(colour, reconstruction):
    by_position = heads(listed(colour, COLOUR_INPUTS), [IMAGES])
    np.testing.assert_allclose(by_position["reconstruction"], reconstruction, rtol=1e-4)


def test_it_refuses_to_run_on_nothing(colour):
    with pytest.raises(Exception):
        colour({})


def test_decoding_what_the_encoder_gives_is_what_the_whole_does(colour, reconstruction):
    drawn = colour.get_layer("decoder")(colour.get_layer("encoder")(IMAGES))
    np.testing.assert_allclose(drawn, reconstruction, rtol=1e-4)


def test_built_again_it_has_weights_of_its_own(colour, again):
    assert shared_weights(again, colour) == []


def test_built_again_with_the_same_weights_it_computes_the_same(colour, again, reconstruction):
    carry_weights(colour, again, COLOUR_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["reconstruction"], reconstruction, rtol=1e-3)


def test_one_training_step_moves_every_weight(colour):
    colour.set_weights([np.abs(values) / 10 for values in colour.get_weights()])  # so that no relu is off
    colour.compile("sgd", "mse", run_eagerly=True)
    assert unmoved_weights(colour, FED, IMAGES) == []
