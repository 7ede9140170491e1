"""The settings of layers that hold others."""

import re
from typing import Any

import keras
from keras import layers
from modelgraph.settings import _default_config, config_of, dtype_policy, kind_of


def test_a_layer_around_another_is_told_by_its_settings_alone() -> None:
    default, summed = (
        {"layer": {"class_name": "LSTM", "config": {"units": 4}}} | more for more in ({}, {"merge_mode": "sum"})
    )
    assert config_of(layers.Bidirectional(layers.LSTM(4, name="one"))) == default
    assert config_of(layers.Bidirectional(layers.LSTM(4, name="other"), merge_mode="sum")) == summed


def test_a_penalty_of_nothing_is_none() -> None:
    assert config_of(layers.Dense(4, kernel_regularizer=keras.regularizers.L1L2(l1=0.0))) == {"units": 4}
    assert config_of(layers.Dense(4, activity_regularizer=keras.regularizers.L2(0.0))) == {"units": 4}


def test_none_is_told_where_it_is_not_the_default() -> None:
    assert config_of(layers.Bidirectional(layers.LSTM(4), merge_mode=None))["merge_mode"] is None


def test_a_lambda_is_told_in_a_word_and_not_by_its_bytecode() -> None:
    one, other = (config_of(layers.LSTM(4, activation=bend))["activation"] for bend in (lambda x: x, lambda x: 2 * x))
    assert re.fullmatch(r"lambda [0-9a-f]{8}", one)
    assert one != other


def test_keras_is_asked_once_for_the_defaults_of_layers_around_equal_ones() -> None:
    config_of(layers.Bidirectional(layers.GRU(4)))
    asked = _default_config.cache_info().misses
    config_of(layers.Bidirectional(layers.GRU(4)))
    assert _default_config.cache_info().misses == asked


def test_the_precision_that_is_everybodys_is_told() -> None:
    with dtype_policy("mixed_float16"):
        assert config_of(layers.Dense(4)) == {"units": 4, "dtype": "mixed_float16"}
        assert config_of(layers.Dense(4, dtype="float32")) == {"units": 4}


class Described:
    def described(self) -> str:
        return "of ours"


class Ours(Described, layers.Dense):
    UNITS = 4

    def __init__(self) -> None:
        super().__init__(self.UNITS)

    @property
    def is_wide(self) -> bool:
        return self.units > 9


class Forgetful(Ours):
    def call(self, inputs: Any, training: Any = None) -> Any:
        return inputs


def test_a_class_that_changes_nothing_that_keras_defines_is_keras_own() -> None:
    assert (kind_of(Ours()), config_of(Ours())) == (layers.Dense, {"units": 4})
    assert kind_of(Forgetful()) is Forgetful
    assert kind_of(Named({})) is Named


@keras.saving.register_keras_serializable("tests")
class Named(layers.Layer):
    """A layer whose settings only look like those of a layer inside it."""

    def __init__(self, inner: dict[str, str], **settings: object) -> None:
        super().__init__(**settings)
        self.inner = inner

    def get_config(self) -> dict[str, object]:
        return {**super().get_config(), "inner": dict(self.inner)}


def test_settings_that_only_look_like_a_layer_are_kept() -> None:
    assert config_of(Named({"class_name": "Dense"})) == {"inner": {"class_name": "Dense"}}
