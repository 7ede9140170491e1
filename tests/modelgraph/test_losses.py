"""What `compile` amounts to for each head is what Keras really applies, its traps included."""

from itertools import product
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers, losses
from modelgraph import Graph, HeadLoss, graph_from_json, graph_of, graph_to_json

IN_ALPHABETICAL_ORDER, IN_ANOTHER = ("age", "gender"), ("main", "aux")
NAMES = [IN_ALPHABETICAL_ORDER, IN_ANOTHER]
ONES, TWOS = np.full((2, 1), 1.0, "float32"), np.full((2, 1), 2.0, "float32")
WEIGHTS = (0.9, 0.1)


def formed(kind: type, names: tuple[str, ...], values: Any) -> Any:
    """The values as a list, or as a dict by head name."""
    return dict(zip(names, values, strict=True)) if kind is dict else list(values)


def two_heads(names: tuple[str, ...], kind: type = list) -> keras.Model:
    """A model of two heads that give zeros: their losses are 1 and 4 for targets of one and two."""
    given = keras.Input((3,), name="features")
    heads = [layers.Dense(1, kernel_initializer="zeros", name=name)(given) for name in names]
    return keras.Model(given, formed(kind, names, heads))


def compiled(loss: Any, weights: Any = None, kind: type = list, names: tuple[str, ...] = IN_ANOTHER) -> Graph:
    model = two_heads(names, kind)
    model.compile(loss=loss, loss_weights=weights)
    return graph_of(model)


def measured_total(model: keras.Model, kind: type, names: tuple[str, ...]) -> float:
    """What Keras makes of real numbers, the targets fed by name."""
    features = np.ones((2, 3), "float32")
    return float(model.compute_loss(features, formed(kind, names, (ONES, TWOS)), model(features)))


ROWS = list(product(NAMES, [list, dict], [list, dict], [list, dict]))


@pytest.mark.parametrize(("names", "outputs", "loss", "weights"), ROWS)
def test_the_weights_add_up_to_the_total_that_keras_reports(
    names: tuple[str, ...], outputs: type, loss: type, weights: type
) -> None:
    model = two_heads(names, outputs)
    model.compile(loss=formed(loss, names, ("mse", "mse")), loss_weights=formed(weights, names, WEIGHTS))
    first, second = (graph_of(model).losses[name].weight for name in names)
    squares = (np.square(ONES).mean(), np.square(TWOS).mean())
    assert first * squares[0] + second * squares[1] == pytest.approx(measured_total(model, outputs, names), rel=1e-5)


SWAPPED = {(list, list, dict), (dict, list, list), (dict, dict, list)}


@pytest.mark.parametrize(("outputs", "loss", "weights"), list(product([list, dict], repeat=3)))
def test_keras_trades_the_weights_just_where_the_facts_say(outputs: type, loss: type, weights: type) -> None:
    graph = compiled(
        formed(loss, IN_ANOTHER, ("mse", "mse")), formed(weights, IN_ANOTHER, WEIGHTS), outputs, IN_ANOTHER
    )
    traded = (0.1, 0.9) if (outputs, loss, weights) in SWAPPED else WEIGHTS
    assert {name: one.weight for name, one in graph.losses.items()} == dict(zip(IN_ANOTHER, traded, strict=True))


@pytest.mark.parametrize(("outputs", "loss", "weights"), list(product([list, dict], repeat=3)))
def test_names_in_alphabetical_order_hide_the_trade(outputs: type, loss: type, weights: type) -> None:
    names = IN_ALPHABETICAL_ORDER
    graph = compiled(formed(loss, names, ("mse", "mse")), formed(weights, names, WEIGHTS), outputs, names)
    assert {name: one.weight for name, one in graph.losses.items()} == dict(zip(names, WEIGHTS, strict=True))


def test_a_list_of_losses_for_a_dict_of_outputs_follows_the_sorted_names() -> None:
    """Keras sorts the keys of the outputs, and hands out a list in that order."""
    model = two_heads(IN_ANOTHER, dict)
    model.compile(loss=["mse", "mae"])
    total = measured_total(model, dict, IN_ANOTHER)
    found = {name: one.loss for name, one in graph_of(model).losses.items()}
    squared = 4.0 if found["aux"] == "mean_squared_error" else 1.0
    absolute = 2.0 if found["aux"] == "mean_absolute_error" else 1.0
    assert (len(set(found.values())), total) == (2, pytest.approx(squared + absolute))


def test_the_weight_that_a_dict_declares_is_kept_beside_the_one_that_keras_applies() -> None:
    graph = compiled(["mse", "mse"], {"main": 0.9, "aux": 0.1})
    assert graph.losses == {
        "main": HeadLoss("mean_squared_error", weight=0.1, declared_weight=0.9),
        "aux": HeadLoss("mean_squared_error", weight=0.9, declared_weight=0.1),
    }


def test_weights_in_a_list_declare_nothing_by_name() -> None:
    assert compiled(["mse", "mse"], [0.9, 0.1]).losses["main"] == HeadLoss("mean_squared_error", weight=0.9)


@pytest.mark.parametrize(
    "given", [3 * 0.1, 1 - 0.7, np.float64(0.3), np.float32(0.3), tf.constant(0.3), keras.Variable(0.3), np.array(0.3)]
)
def test_a_weight_is_the_number_that_counts_however_it_is_given(given: Any) -> None:
    graph = compiled({"main": "mse", "aux": "mse"}, {"main": 1, "aux": given})
    assert graph.losses == compiled({"main": "mse", "aux": "mse"}, {"main": 1.0, "aux": 0.3}).losses
    assert graph_from_json(graph_to_json(graph)).losses == graph.losses


@pytest.mark.parametrize(
    ("loss", "weights", "told"),
    [
        ("mse", ["acc"], "ValueError: 'acc' is no weight. compile's third argument is loss_weights"),
        ({"main": "mse", "aux": "mse"}, {"head": 1.0}, ". Given are loss_weights for head; the heads are main, aux."),
        ({"main": "mse", "aux": "mse"}, {"aux": 1.0}, ". Given are loss_weights for aux; the heads are main, aux."),
    ],
)
def test_what_is_wrong_with_losses_and_weights_is_told(loss: Any, weights: Any, told: str) -> None:
    assert told in compiled(loss, weights).loss_error


def test_weights_that_differ_by_a_thousandth_are_told_apart() -> None:
    graph = compiled({"main": "mse", "aux": "mse"}, {"main": 1.0, "aux": 0.3003})
    assert graph.losses["aux"].weight == 0.3003


def test_without_weights_each_loss_counts_once() -> None:
    assert {name: one.weight for name, one in compiled(["mse", "mae"]).losses.items()} == {"main": 1.0, "aux": 1.0}


def single(loss: Any) -> str:
    given = keras.Input((3,), name="features")
    model = keras.Model(given, layers.Dense(2, name="label")(given))
    model.compile(loss=loss)
    return graph_of(model).losses["label"].loss


@pytest.mark.parametrize(
    "loss", ["mse", "MSE", "mean_squared_error", losses.MeanSquaredError(), losses.mean_squared_error]
)
def test_a_loss_has_one_name_however_it_is_given(loss: Any) -> None:
    assert single(loss) == "mean_squared_error"


@pytest.mark.parametrize(
    ("loss", "name"),
    [
        ("binary_crossentropy", "binary_crossentropy"),
        (losses.BinaryCrossentropy(), "binary_crossentropy"),
        (losses.BinaryCrossentropy(from_logits=True), "binary_crossentropy from_logits=True"),
        (losses.CategoricalCrossentropy(label_smoothing=0.1), "categorical_crossentropy label_smoothing=0.1"),
        (losses.MeanSquaredError(reduction="sum"), "mean_squared_error reduction=sum"),
        (losses.MeanSquaredError(reduction="mean"), "mean_squared_error"),
        (losses.CategoricalCrossentropy(axis=1), "categorical_crossentropy"),
        (losses.CategoricalCrossentropy(axis=0), "categorical_crossentropy axis=0"),
        (losses.Huber(delta=1.0), "huber"),
        (losses.Huber(delta=2.0), "huber delta=2.0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_settings_that_are_not_defaults_show(loss: Any, name: str) -> None:
    assert single(loss) == name


@pytest.mark.parametrize("size", [dict, list])
def test_one_head_may_have_its_loss_in_a_dict_or_a_list(size: type) -> None:
    assert single(formed(size, ("label",), ["mse"])) == "mean_squared_error"


def test_a_subclassed_model_has_its_losses_by_the_keys_that_it_returns() -> None:
    class Two(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.two = layers.Dense(1), layers.Dense(1)

        def call(self, given: Any) -> Any:
            return {"main": self.one(given["features"]), "aux": self.two(given["features"])}

    model = Two()
    model.compile(loss={"main": "mse", "aux": "mae"}, loss_weights={"main": 0.9, "aux": 0.1})
    graph = graph_of(model, {"features": keras.Input((3,), name="features")})
    assert {name: (one.loss, one.weight) for name, one in graph.losses.items()} == {
        "main": ("mean_squared_error", 0.9),
        "aux": ("mean_absolute_error", 0.1),
    }


def test_a_model_that_is_not_compiled_has_no_losses() -> None:
    graph = graph_of(two_heads(IN_ANOTHER))
    assert (graph.losses, graph.loss_error) == ({}, "")


def test_a_model_compiled_without_a_loss_has_none() -> None:
    graph = compiled(None)
    assert (graph.losses, graph.loss_error) == ({}, "")


def test_reading_the_losses_leaves_the_model_able_to_train() -> None:
    model = two_heads(IN_ANOTHER)
    model.compile(loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
    graph_of(model)
    assert measured_total(model, list, IN_ANOTHER) == pytest.approx(0.9 * 1 + 0.1 * 4)


MISSPELT = {"main": 0.9, "auxiliary": 0.1}


@pytest.mark.parametrize(("outputs", "loss", "total"), [(list, list, 3.7), (dict, list, 1.3), (dict, dict, 1.3)])
def test_a_misspelt_weight_is_told_though_keras_takes_it_by_order(outputs: type, loss: type, total: float) -> None:
    """Keras never looks at the names here; it takes the values in the order of the sorted keys."""
    model = two_heads(IN_ANOTHER, outputs)
    model.compile(loss=formed(loss, IN_ANOTHER, ["mse", "mse"]), loss_weights=MISSPELT)
    assert measured_total(model, outputs, IN_ANOTHER) == pytest.approx(total)
    graph = graph_of(model)
    told = ". Given are loss_weights for main, auxiliary; the heads are main, aux."
    assert (graph.losses, graph.loss_error.endswith(told)) == ({}, True)


def test_a_weight_for_no_head_beside_those_of_all_heads_is_none() -> None:
    graph = compiled({"main": "mse", "aux": "mse"}, {"main": 0.9, "aux": 0.1, "extra": 5.0})
    assert {name: one.weight for name, one in graph.losses.items()} == {"main": 0.9, "aux": 0.1}


REFUSED = [
    ({"main": "mse", "extra": "mse"}, None, "ValueError: Expected keys ['main', 'aux'] in loss dict"),
    ({"main": "mse"}, None, "ValueError: Expected keys ['main', 'aux'] in loss dict"),
    ("mse", [0.9, 0.1], "got 1 losses and 2 weights"),
    (["mse", "mse"], [0.9], "got 2 losses and 1 weights"),
    (["mse", "mse", "mse"], None, "The path: (2,) in the `loss` argument"),
    ({"main": "mse", "aux": "mse"}, {"main": 0.9, "extra": 0.1}, "KeyError: 'aux'"),
    ({"main": "no_such_loss", "aux": "mse"}, None, "no_such_loss"),
]


@pytest.mark.parametrize(("loss", "weights", "telling"), REFUSED)
def test_what_keras_refuses_is_told_in_its_own_words(loss: Any, weights: Any, telling: str) -> None:
    graph = compiled(loss, weights)
    assert (graph.losses, telling in graph.loss_error) == ({}, True), graph.loss_error


@pytest.mark.parametrize(("loss", "weights", "telling"), REFUSED)
def test_keras_itself_refuses_these_when_it_trains(loss: Any, weights: Any, telling: str) -> None:
    model = two_heads(IN_ANOTHER)
    model.compile(loss=loss, loss_weights=weights)
    with pytest.raises((KeyError, ValueError)):
        measured_total(model, list, IN_ANOTHER)


def one_head(loss: Any) -> HeadLoss:
    given = keras.Input((3,), name="features")
    model = keras.Model(given, {"kind": layers.Dense(4, activation="softmax")(given)})
    model.compile(loss=loss)
    return graph_of(model).losses["kind"]


class Squares(losses.Loss):
    """A learner's own."""

    def call(self, y_true: Any, y_pred: Any) -> Any:
        return keras.ops.mean((y_true - y_pred) ** 2, axis=-1)


@pytest.mark.parametrize(
    ("loss", "name"),
    [
        (lambda true, guessed: losses.categorical_crossentropy(true, guessed), "categorical_crossentropy"),
        (lambda true, guessed: -keras.ops.sum(true * keras.ops.log(guessed), axis=-1), "categorical_crossentropy"),
        (lambda true, guessed: keras.ops.mean((guessed - true) ** 2), "mean_squared_error"),
        (
            lambda true, guessed: losses.sparse_categorical_crossentropy(true, guessed),
            "sparse_categorical_crossentropy",
        ),
        (Squares(), "mean_squared_error"),
        (Squares(reduction="sum"), "squares, a loss of your own"),
        (
            lambda true, guessed: keras.ops.mean(keras.ops.minimum((guessed - true) ** 2, 100.0)),
            "<lambda>, a loss of your own",
        ),
        (
            lambda true, guessed: keras.ops.mean((guessed - keras.ops.maximum(true, 0.0)) ** 2),
            "<lambda>, a loss of your own",
        ),
        (lambda true, guessed: 2 * losses.mean_squared_error(true, guessed), "<lambda>, a loss of your own"),
        (lambda true, guessed: guessed, "<lambda>, a loss of your own"),
    ],
    ids="crossentropy by_hand squares sparse own_class own_sum cut_off below_zero doubled no_loss".split(),
)
def test_a_learners_own_loss_is_the_one_that_gives_the_same_numbers(loss: Any, name: str) -> None:
    assert one_head(loss) == HeadLoss(name, 1.0)


def test_one_unit_is_told_by_its_numbers_too() -> None:
    given = keras.Input((3,), name="features")
    model = keras.Model(given, {"gender": layers.Dense(1, activation="sigmoid")(given)})
    model.compile(loss=lambda true, guessed: losses.binary_crossentropy(true, guessed))
    assert graph_of(model).losses["gender"] == HeadLoss("binary_crossentropy", 1.0)
