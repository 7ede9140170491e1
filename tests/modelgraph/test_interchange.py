"""Graphs come through JSON unchanged, and what is no graph is refused before it costs anything."""

import json
import time
import tracemalloc
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from modelgraph import Graph, GraphFormatError, graph_from_json, graph_of, graph_to_json
from modelgraph.interchange import (
    DEEPEST_SETTING,
    LONGEST_STRING,
    MOST_AXES,
    MOST_BYTES,
    MOST_CALLS,
    MOST_VALUES,
)

TARGETS = sorted((Path(__file__).parent.parent.parent / "katas").glob("*/target.json"))
SHAPES = {"code": (6,), "other": (6,), "image": (8, 8, 3), "steps": (7, 4), "words": (None,)}


class Subclassed(keras.Model):  # type: ignore[misc]  # Keras has no types
    """A subclassed model of two heads."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = layers.Dense(5, activation="relu")
        self.label = layers.Dense(3)

    def call(self, inputs: Any) -> Any:
        hidden = self.hidden(inputs["code"])
        return {"label": self.label(hidden), "hidden": hidden}


def made(make: Callable[..., Any]) -> keras.Model:
    """The model that `make` makes of the inputs that its parameters name."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    inputs = [keras.Input(SHAPES[name], dtype="int32" if name == "words" else None, name=name) for name in names]
    return keras.Model(inputs, make(*inputs))


def nested(code: Any, other: Any) -> Any:
    inside = keras.Input((6,))
    eye = keras.Model(inside, layers.Dense(4, activation="relu")(inside))
    return layers.concatenate([eye(code), eye(other)])


def states(words: Any) -> Any:
    _, hidden, cell = layers.LSTM(4, return_state=True)(layers.Embedding(7, 3, mask_zero=True)(words))
    return {"hidden": hidden, "sum": hidden + cell}


def attended(steps: Any) -> Any:
    made, scores = layers.MultiHeadAttention(2, 4)(
        steps, ops.relu(steps), use_causal_mask=True, return_attention_scores=True
    )
    return [made, scores]


MODELS: dict[str, Callable[..., Any]] = {
    "functional": lambda code: layers.Dense(3, name="label")(layers.Dense(5, activation="relu")(code)),
    "nested and shared": nested,
    "frozen": lambda code: layers.Dense(3, trainable=False)(code),
    "a regularizer and a constraint": lambda code: layers.Dense(
        3, kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02), bias_constraint="non_neg"
    )(code),
    "half precision": lambda code: layers.Dense(3, dtype="mixed_float16")(code),
    "several outputs": states,
    "attention": attended,
    "a wrapper": lambda steps: layers.Bidirectional(layers.GRU(3, return_sequences=True))(steps),
    "a wrapper in a wrapper": lambda steps: layers.TimeDistributed(layers.TimeDistributed(layers.Dense(3)))(
        ops.expand_dims(steps, axis=-1)
    ),
    "a convolution": lambda image: layers.Conv2D(3, (3, 2), strides=2, padding="same")(image),
    "an array": lambda code: code * np.array([1, 0.5, -2, 3, 1e-7, 1e30], dtype="float32"),
    "a constant before": lambda code: 1 - code,
    "a list of tensors and numbers": lambda code: ops.concatenate([code, np.ones((1, 6), "float32")], axis=0),
    "slices": lambda image: image[:, 1:-1, ..., None, 0],
    "a split": lambda code: ops.split(code, [1, 3], axis=-1),
    "an operation with settings": lambda image: ops.norm(image, ord=2, axis=(1, 2), keepdims=True),
    "a name in another script": lambda code: layers.Activation("relu", name="Überschrift_標題")(code),
}


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_a_graph_comes_back_from_json_as_it_was(make: Callable[..., Any]) -> None:
    graph = graph_of(made(make))
    assert graph_from_json(graph_to_json(graph)) == graph


def test_the_graph_of_a_subclassed_model_comes_back_as_it_was() -> None:
    graph = graph_of(Subclassed(), {"code": keras.Input((6,), name="code")})
    assert graph_from_json(graph_to_json(graph)) == graph


@pytest.mark.parametrize("weights", [[0.9, 0.1], {"main": 0.9, "aux": 0.1}, None], ids=["list", "dict", "none"])
def test_what_compile_amounts_to_comes_back_as_it_was(weights: Any) -> None:
    model = made(lambda code: [layers.Dense(1, name="main")(code), layers.Dense(2, name="aux")(code)])
    model.compile("sgd", loss=["mse", keras.losses.Huber(0.5)], loss_weights=weights)
    graph = graph_of(model)
    assert (graph_from_json(graph_to_json(graph)), len(graph.losses)) == (graph, 2)


def test_a_loss_that_keras_can_not_use_comes_back_as_it_was() -> None:
    model = made(lambda code: [layers.Dense(1, name="main")(code), layers.Dense(2, name="aux")(code)])
    model.compile("sgd", loss={"main": "mse", "elsewhere": "mse"})
    graph = graph_of(model)
    assert (graph_from_json(graph_to_json(graph)), graph.loss_error != "") == (graph, True)


@pytest.mark.parametrize("number", [-np.inf, np.inf], ids=["below all", "above all"])
def test_a_number_beyond_all_others_comes_back_as_it_was(number: float) -> None:
    graph = graph_of(made(lambda code: ops.where(code > 0, code, number)))
    assert graph_from_json(graph_to_json(graph)) == graph


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.parent.name)
def test_a_target_is_written_as_it_is_read(path: Path) -> None:
    assert graph_to_json(graph_from_json(path.read_bytes())) == path.read_bytes()


def test_a_graph_of_nothing_is_a_graph() -> None:
    assert graph_from_json(graph_to_json(Graph((), (), {}))) == Graph((), (), {})


GIVEN = {"operation": "Input", "shapes": [[None, 6]], "dtypes": ["float32"]}
DENSE = {
    "operation": "Dense",
    "sources": [{"call": 0, "role": "inputs"}],
    "config": {"units": 3},
    "layer": 0,
    "shapes": [[None, 3]],
    "dtypes": ["float32"],
}
WHOLE: dict[str, Any] = {
    "inputs": [{"name": "code", "shape": [6], "dtype": "float32"}],
    "calls": [GIVEN, DENSE],
    "outputs": {"label": {"call": 1}},
    "parameters": 21,
}


def changed(*path: Any, to: Any) -> bytes:
    """The JSON of a good graph but for the value at that path."""
    whole = deepcopy(WHOLE)
    place: Any = whole
    for key in path[:-1]:
        place = place[key]
    if isinstance(place, list) and path[-1] == len(place):
        place.append(to)
    else:
        place[path[-1]] = to
    return json.dumps(whole).encode()


def without(*path: Any) -> bytes:
    whole = deepcopy(WHOLE)
    place: Any = whole
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return json.dumps(whole).encode()


def source(**tensor: Any) -> bytes:
    return changed("calls", 1, "sources", 0, to=tensor)


def setting(value: Any) -> bytes:
    return changed("calls", 1, "config", "units", to=value)


def raw_setting(text: str) -> bytes:
    """A setting in JSON's own words, which need not be JSON."""
    return setting("HERE").replace(b'"HERE"', text.encode())


def deep(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def with_loss(head: str, **loss: Any) -> bytes:
    return changed("losses", to={head: {"loss": "mse", "weight": 1.0} | loss})


LONG = "x" * (LONGEST_STRING + 1)

BROKEN: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a graph in JSON: .*truncated"),
    "half of it": (json.dumps(WHOLE).encode()[:200], "not a graph in JSON: .*truncated"),
    "more than it": (json.dumps(WHOLE).encode() + b"{}", "trailing characters"),
    "no JSON": (b"import os", "not a graph in JSON: JSON is malformed"),
    "null": (b"null", "Expected `object`, got `null`"),
    "a list": (b"[]", "Expected `object`, got `array`"),
    "a pickle": (b"\x80\x04\x95.", "not a graph in JSON"),
    "a NUL": (b"\0" * 100, "not a graph in JSON"),
    "UTF-16": (json.dumps(WHOLE).encode("utf-16"), "not a graph in JSON"),
    "Latin-1": (setting("HERE").replace(b"HERE", "é".encode("latin-1")), "not a graph in JSON: 'utf-8' codec"),
    "a lone surrogate": (raw_setting(r'"\ud800"'), "not a graph in JSON: .*surrogate"),
    "a lone surrogate in a name": (
        json.dumps(WHOLE).replace('"code"', r'"\udfff"').encode(),
        "not a graph in JSON: .*surrogate",
    ),
    "NaN": (raw_setting("NaN"), "not a graph in JSON: JSON is malformed"),
    "Infinity": (raw_setting("Infinity"), "not a graph in JSON: JSON is malformed"),
    "-Infinity": (raw_setting("-Infinity"), "not a graph in JSON: JSON is malformed"),
    "no inputs": (without("inputs"), "missing required field `inputs`"),
    "no calls": (without("calls"), "missing required field `calls`"),
    "no outputs": (without("outputs"), "missing required field `outputs`"),
    "no operation": (without("calls", 1, "operation"), r"missing required field `operation` - at `\$.calls"),
    "no call in a source": (source(), "missing required field `call`"),
    "no shape in an input": (without("inputs", 0, "shape"), "missing required field `shape`"),
    "another field": (changed("weights", to=[]), "unknown field `weights`"),
    "another field in a call": (changed("calls", 1, "weights", to=[]), r"unknown field `weights` - at `\$.calls"),
    "another field in an input": (changed("inputs", 0, "sparse", to=True), "unknown field `sparse`"),
    "another field in a source": (source(call=0, node=1), "unknown field `node`"),
    "another field in a loss": (with_loss("label", scale=2), "unknown field `scale`"),
    "inputs by name": (changed("inputs", to={"code": [6]}), "Expected `array`, got `object`"),
    "a list of outputs": (changed("outputs", to=[{"call": 1}]), "Expected `object`, got `array`"),
    "a name that is a number": (changed("inputs", 0, "name", to=7), "Expected `str`, got `int`"),
    "a call that is a string": (changed("calls", 1, to="Dense"), "Expected `object`, got `str`"),
    "a source that is a number": (changed("calls", 1, "sources", to=[0]), "Expected `object`, got `int`"),
    "a source that is half a call": (source(call=0.5), "Expected `int`, got `float`"),
    "a source that is true": (source(call=True), "Expected `int`, got `bool`"),
    "settings in a list": (changed("calls", 1, "config", to=[3]), "Expected `object`, got `array`"),
    "a size in words": (changed("calls", 1, "shapes", to=[[None, "3"]]), r"Expected `int | null`, got `str`"),
    "parameters in words": (changed("parameters", to="21"), "Expected `int`, got `str`"),
    "trainable in words": (changed("calls", 1, "trainable", to="no"), "Expected `bool`, got `str`"),
    "a weight in words": (with_loss("label", weight="1"), "Expected `float`, got `str`"),
    "a source in front": (source(call=2), r"call 1 \(Dense\) takes call 2, which doesn't come before it"),
    "a source that is itself": (source(call=1), r"call 1 \(Dense\) takes call 1, which doesn't come before it"),
    "a source below nothing": (source(call=-1), r"call 1 \(Dense\) takes call -1, which doesn't come before it"),
    "a source far away": (source(call=10**400), r"takes call 1000.*\.\.\."),
    "an output that isn't there": (source(call=0, output=1), r"takes output 1 of call 0, of 1"),
    "an output below nothing": (source(call=0, output=-1), "takes output -1 of call 0, of 1"),
    "a head in front": (changed("outputs", "label", to={"call": 2}), "output 'label' takes call 2, which doesn't"),
    "a head below nothing": (changed("outputs", "label", to={"call": -1}), "output 'label' takes call -1"),
    "a head's output that isn't there": (
        changed("outputs", "label", to={"call": 1, "output": 3}),
        "output 'label' takes output 3 of call 1, of 1",
    ),
    "a late input": (changed("calls", 2, to=GIVEN), "call 2 is 'Input'; inputs come first"),
    "a call where an input was due": (changed("calls", 0, to=DENSE), "call 0 is 'Dense'; inputs come first"),
    "an input with a source": (
        changed("calls", 0, to=GIVEN | {"sources": [{"call": 0}]}),
        "call 0 has 1 sources",
    ),
    "an input with weights": (changed("calls", 0, to=GIVEN | {"layer": 0}), r"call 0 \(Input\) is more than an input"),
    "an input with settings": (changed("calls", 0, to=GIVEN | {"config": {"a": 1}}), "is more than an input"),
    "an index without a key": (
        changed("calls", 1, to=DENSE | {"operation": "ops.get_item"}),
        r"call 1 \(ops.get_item\) lacks its key",
    ),
    "an activation of none": (
        changed("calls", 1, to=DENSE | {"operation": "Activation"}),
        r"call 1 \(Activation\) lacks its activation",
    ),
    "a window in words": (changed("calls", 1, "config", "kernel_size", to="ab"), "has as kernel_size no list"),
    "a window of a word": (changed("calls", 1, "config", "strides", to=[1, "a"]), "has as strides no list"),
    "a window of one number": (changed("calls", 1, "config", "pool_size", to=10**9), "has as pool_size no list"),
    "axes in words": (changed("calls", 1, "config", "axis", to="all"), "has as axis no list of whole numbers"),
    "a slice of one": (
        changed("calls", 1, to=DENSE | {"operation": "ops.get_item", "arguments": {"key": [{"slice": [1]}]}}),
        "has an index that is no slice",
    ),
    "a slice of words": (
        changed("calls", 1, to=DENSE | {"operation": "ops.get_item", "arguments": {"key": {"slice": [1, 2, "a"]}}}),
        "has an index that is no slice",
    ),
    "a call of nothing": (changed("calls", 1, "sources", to=[]), "call 1 has 0 sources"),
    "two inputs of one name": (
        changed("inputs", to=[WHOLE["inputs"][0]] * 2),
        r"two inputs have one name: \['code', 'code'\]",
    ),
    "more inputs than calls": (
        changed("inputs", to=[{"name": f"{number}", "shape": [6], "dtype": "float32"} for number in range(3)]),
        "there are more inputs than calls",
    ),
    "an input that its call contradicts": (changed("inputs", 0, "shape", to=[7]), "input 'code' and its call differ"),
    "an input of another dtype": (changed("inputs", 0, "dtype", to="int32"), "input 'code' and its call differ"),
    "an input of two tensors": (
        changed("calls", 0, to=GIVEN | {"shapes": [[None, 6]] * 2, "dtypes": ["float32"] * 2}),
        "input 'code' and its call differ",
    ),
    "no name": (changed("inputs", 0, "name", to=""), "'' can't be a name"),
    "no name of a head": (changed("outputs", "", to={"call": 1}), "'' can't be a name"),
    "a long name": (changed("inputs", 0, "name", to=LONG), "'x{40}' can't be a name"),
    "a long name of a head": (changed("outputs", LONG, to={"call": 1}), "'x{40}' can't be a name"),
    "a long operation": (changed("calls", 1, "operation", to=LONG), r"call 1 \(x{40}\) has a name too long"),
    "a long role": (source(call=0, role=LONG), r"call 1 \(Dense\) has a role too long"),
    "a long dtype": (changed("calls", 1, "dtypes", to=[LONG]), r"call 1 \(Dense\) has a dtype too long"),
    "a long setting": (setting(LONG), r"call 1 \(Dense\) has a setting of 4,001 characters"),
    "a long setting deep inside": (setting([{"a": [LONG]}]), "has a setting of 4,001 characters"),
    "a setting of a long name": (changed("calls", 1, "config", LONG, to=1), "has a setting of 4,001 characters"),
    "a long argument": (changed("calls", 1, "arguments", to={"mask": LONG}), "has a setting of 4,001 characters"),
    "a long error of the losses": (changed("loss_error", to=LONG), "the error of its losses is too long"),
    "a long loss": (with_loss("label", loss=LONG), "the loss of 'label' has a name too long"),
    "a long loss that was declared": (with_loss("label", declared_loss=LONG), "the loss of 'label' has a name too"),
    "brackets without end": (b"[" * 100_000, "not a graph in JSON"),
    "brackets without end in a setting": (
        raw_setting("[" * 100_000 + "]" * 100_000),
        "not a graph in JSON: maximum recursion depth",
    ),
    "objects without end in a setting": (
        raw_setting('{"a":' * 100_000 + "1" + "}" * 100_000),
        "not a graph in JSON: maximum recursion depth",
    ),
    "a setting too deep": (setting(deep(DEEPEST_SETTING)), "has settings nested more than 20 deep"),
    "a size below nothing": (changed("calls", 1, "shapes", to=[[None, -3]]), r"impossible shape: \(\(None, -3\),\)"),
    "a size beyond all": (changed("calls", 1, "shapes", to=[[None, 2**31]]), "impossible shape"),
    "a size without end": (changed("calls", 1, "shapes", to=[[None, 10**400]]), r"impossible shape: .*\.\.\.\."),
    "too many axes": (changed("calls", 1, "shapes", to=[[1] * (MOST_AXES + 1)]), "has more than 32 axes"),
    "a number without end": (setting(10**400), r"has a setting too large: 1000"),
    "a number without end below": (setting(-(10**400)), r"has a setting too large: -1000"),
    "a number too long to be read": (raw_setting("1" * 1_000_000), "Integer value out of range"),
    "a fraction beyond all": (raw_setting("1e400"), "Number out of range"),
    "shapes without dtypes": (changed("calls", 1, "dtypes", to=[]), r"call 1 \(Dense\) lacks shapes or dtypes"),
    "no shapes": (changed("calls", 1, "shapes", to=[]), r"call 1 \(Dense\) lacks shapes or dtypes"),
    "neither shapes nor dtypes": (
        changed("calls", 1, to=DENSE | {"shapes": [], "dtypes": []}),
        r"call 1 \(Dense\) lacks shapes or dtypes",
    ),
    "a layer below nothing": (changed("calls", 1, "layer", to=-1), r"call 1 \(Dense\) uses layer -1"),
    "a layer that can't be": (changed("calls", 1, "layer", to=3), r"call 1 \(Dense\) uses layer 3"),
    "a layer far away": (changed("calls", 1, "layer", to=10**400), r"call 1 \(Dense\) uses layer 1000"),
    "parameters below nothing": (changed("parameters", to=-1), "-1 parameters can't be"),
    "parameters without end": (changed("parameters", to=10**400), r"can be used: 1000*\.\.\."),
    "a loss of nobody": (with_loss("lable"), "there is a loss for 'lable', which is no output"),
    "the second of two": (
        json.dumps(WHOLE).replace('"parameters": 21', '"parameters": 21, "parameters": -1').encode(),
        "-1 parameters can't be",
    ),
}


def test_the_graph_that_is_then_broken_is_whole() -> None:
    assert graph_from_json(json.dumps(WHOLE).encode()).output_specs == {"label": "(3,) float32"}


@pytest.mark.parametrize(("data", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_graph_is_refused_with_the_reason(data: bytes, told: str) -> None:
    with pytest.raises(GraphFormatError, match=told):
        graph_from_json(data)


@pytest.mark.parametrize("data", [data for data, _ in BROKEN.values()], ids=BROKEN)
def test_no_reason_is_longer_than_can_be_read(data: bytes) -> None:
    with pytest.raises(GraphFormatError) as refusal:
        graph_from_json(data)
    assert len(str(refusal.value)) < 500


def test_of_a_field_that_comes_twice_the_second_counts() -> None:
    twice = json.dumps(WHOLE).replace('"units": 3', '"units": 3, "units": 4').encode()
    assert graph_from_json(twice).calls[1].config == {"units": 4}


def many(field: str, item: str) -> bytes:
    """A graph with as many such items in that field as there is room for."""
    count = (MOST_BYTES - 500) // (len(item) + 1)
    items = ",".join([item] * count)
    return json.dumps(WHOLE | {field: ["HERE"]}).replace('"HERE"', items).encode()


def many_settings(item: str) -> bytes:
    count = (MOST_BYTES - 500) // (len(item) + 1)
    return raw_setting("[" + ",".join([item] * count) + "]")


HUGE: dict[str, tuple[bytes, str]] = {
    "a million calls": (
        json.dumps(WHOLE).encode()[:-1] + b',"calls":[' + b'{"operation":""},' * 1_000_000 + b"]}",
        r"is 17,\d{3},\d{3} bytes long; at most 8,000,000 are read",
    ),
    "a byte too many": (b" " * (MOST_BYTES + 1), r"is 8,000,001 bytes long; at most 8,000,000 are read"),
    "calls": (many("calls", '{"operation":""}'), "values or more; at most 400,000 are read"),
    "inputs": (many("inputs", '{"name":"a","shape":[],"dtype":""}'), "values or more; at most 400,000 are read"),
    "numbers": (many_settings("9"), "values or more; at most 400,000 are read"),
    "fractions": (many_settings(".1"), "values or more; at most 400,000 are read"),
    "lists": (many_settings("[]"), "values or more; at most 400,000 are read"),
    "objects": (many_settings("{}"), "values or more; at most 400,000 are read"),
    "objects in objects": (many_settings('{"":{}}'), "values or more; at most 400,000 are read"),
    "strings": (many_settings('""'), "values or more; at most 400,000 are read"),
    "names": (
        raw_setting("{" + ",".join(f'"{number}":1' for number in range(600_000)) + "}"),
        "values or more; at most 400,000 are read",
    ),
    "brackets": (b"[" * MOST_BYTES, "values or more; at most 400,000 are read"),
    "a string": (setting("x" * 7_000_000), "has a setting of 7,000,000 characters"),
    "the name of a field": (changed("x" * 7_000_000, to=1), "unknown field `xxx"),
    "a number": (raw_setting("1" * 7_000_000), "Integer value out of range"),
    "space": (b" " * MOST_BYTES, "truncated"),
    "almost too many calls": (
        changed("calls", to=[GIVEN] + [DENSE] * MOST_CALLS),
        "there are 20,001 calls, more than 20,000",
    ),
    "almost too many values": (raw_setting("[" + "{}," * (MOST_VALUES // 2 - 50) + "-]"), "JSON is malformed"),
}


@pytest.mark.parametrize(("data", "told"), HUGE.values(), ids=HUGE)
def test_what_is_huge_is_refused_before_it_takes_time_or_memory(data: bytes, told: str) -> None:
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(GraphFormatError, match=told):
            graph_from_json(data)
        taken_mb = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert (taken_mb < 4 * MOST_BYTES / 1e6, time.process_time() - started < 5) == (True, True)


def test_a_graph_as_large_as_they_come_is_read() -> None:
    data = changed("calls", to=[GIVEN] + [DENSE] * (MOST_CALLS - 1))
    assert len(graph_from_json(data).calls) == MOST_CALLS
