"""Kata 04: a price is guessed from a vector, a sequence and an image."""

from pathlib import Path

import keras
import numpy as np
import pytest
import three_inputs as answer
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
    "metadata": keras.Input((8,), name="metadata"),
    "description": keras.Input((None,), dtype="int32", name="description"),
    "photo": keras.Input((64, 64, 3), name="photo"),
}
SMALL_INPUTS = {
    "metadata": keras.Input((5,), name="metadata"),
    "description": keras.Input((None,), dtype="int32", name="description"),
    "photo": keras.Input((11, 11, 3), name="photo"),
}
RANDOM = np.random.default_rng(4)
METADATA = RANDOM.normal(size=(7, 5)).astype("float32")
DESCRIPTION = RANDOM.integers(0, 7, (7, 3), dtype="int32")
PHOTO = RANDOM.uniform(size=(7, 11, 11, 3)).astype("float32")
PRICE = RANDOM.uniform(3, 5, size=(7, 1)).astype("float32")
FED = {"metadata": METADATA, "description": DESCRIPTION, "photo": PHOTO}


def parameters(features, vocabulary):
    metadata = features * 32 + 32
    description = vocabulary * 32 + 4 * (32 * 32 + 32 * 32 + 32)
    photo = (3 * 3 * 3 * 16 + 16) + (3 * 3 * 16 * 32 + 32)
    return metadata + description + photo + (3 * 32 * 64 + 64) + (64 * 1 + 1)


def plain(pixels):
    """Photos that have one colour all over: any average over places is that of a single place."""
    return np.broadcast_to(PHOTO[:, :1, :1], (7, pixels, pixels, 3))


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
    keras.utils.set_random_seed(4)
    model = build(features=5, vocabulary=7, pixels=11)
    answer.compile_model(model)
    model.run_eagerly = True
    return model


@pytest.fixture(scope="module")
def again():
    return answer.build_model(features=5, vocabulary=7, pixels=11)


@pytest.fixture(scope="module")
def told(small):
    return heads(small, FED)["price"]


@pytest.fixture(scope="module")
def result(small):
    return small.test_on_batch(FED, PRICE, return_dict=True)


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


def test_it_takes_a_vector_a_sequence_and_an_image(graph):
    assert graph.input_specs == {
        "metadata": "(8,) float32",
        "description": "(None,) int32",
        "photo": "(64, 64, 3) float32",
    }


def test_its_head_gives_a_price(graph):
    assert graph.output_specs == {"price": "(1,) float32"}


def test_each_kind_of_data_has_its_own_branch_and_the_branches_join(graph):
    assert compare(graph.untrained, TARGET.untrained).differences == []


def test_it_has_this_many_parameters(graph):
    assert graph.parameters == parameters(features=8, vocabulary=10_000)


def test_its_sizes_are_arguments(small):
    assert graph_of(small, SMALL_INPUTS).parameters == parameters(features=5, vocabulary=7)


def test_it_is_fed_by_name(told):
    assert told.shape == (7, 1)


def test_names_may_come_in_any_order(small, told):
    fed = {"photo": PHOTO, "description": DESCRIPTION, "metadata": METADATA}
    np.testing.assert_array_equal(heads(small, fed)["price"], told)


def test_it_is_fed_by_position(small, told):
    model = listed(small, SMALL_INPUTS)
    by_position = heads(model, [FED[tensor.name] for tensor in model.inputs])
    np.testing.assert_allclose(by_position["price"], told, rtol=1e-4)


@pytest.mark.parametrize("missing", ["metadata", "description", "photo"])
def test_it_refuses_to_run_without_one_of_them(small, missing):
    with pytest.raises(Exception):
        small({name: values for name, values in FED.items() if name != missing})


def test_a_plain_photo_tells_the_same_in_every_size(build, small):
    bigger, fed = build(features=5, vocabulary=7, pixels=17), FED | {"photo": plain(17)}
    bigger(fed)
    bigger.set_weights(small.get_weights())
    in_small = heads(small, FED | {"photo": plain(11)})["price"]
    np.testing.assert_allclose(heads(bigger, fed)["price"], in_small, rtol=1e-4, atol=1e-5)


def test_an_odd_row_or_column_is_left_out_by_the_pool(small, told):
    # Of 11 x 11 pixels the convolution makes 9 x 9 places, and the pool takes 8 x 8: what the edge shows never counts.
    black_edge = np.pad(PHOTO[:, :10, :10], [(0, 0), (0, 1), (0, 1), (0, 0)])
    np.testing.assert_allclose(heads(small, FED | {"photo": black_edge})["price"], told, rtol=1e-4, atol=1e-5)


def test_it_is_compiled_with_rmsprop(small):
    assert type(small.optimizer) is keras.optimizers.RMSprop


def test_its_loss_is_the_mean_squared_error(small, told):
    loss = float(small.compute_loss(y=PRICE, y_pred=small(FED)))
    assert loss == pytest.approx(np.mean((told - PRICE) ** 2), rel=1e-4)


def test_it_tells_by_how_much_it_is_wrong_on_average(told, result):
    metrics = [value for name, value in result.items() if name != "loss"]
    assert metrics == [pytest.approx(np.mean(np.abs(told - PRICE)), rel=1e-4)]


def test_built_again_it_has_weights_of_its_own(small, again):
    assert shared_weights(again, small) == []


def test_built_again_with_the_same_weights_it_computes_the_same(small, again, told):
    carry_weights(small, again, SMALL_INPUTS)
    np.testing.assert_allclose(heads(again, FED)["price"], told, rtol=1e-4, atol=1e-5)


def test_one_training_step_moves_every_weight(small):
    assert unmoved_weights(small, FED, PRICE) == []


def test_in_all_it_is_the_target(graph):
    assert compare(graph, TARGET).differences == []
