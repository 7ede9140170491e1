"""The ways to say one abstract layer in Keras: a layer, a function, an operation or an operator."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from inspect import signature
from typing import Any

import keras
from keras import layers, ops

from .choices import Choices
from .descriptions import CONVOLUTIONS, MERGES, Layer

Binary = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Saying:
    """How a layer is made, if it is an object, and how it, or else the function, is called on tensors."""

    make: Callable[[str | None], layers.Layer] | None
    call: Callable[[Any, Sequence[Any]], Any]


_MERGE_LAYERS = {
    "add": layers.Add,
    "multiply": layers.Multiply,
    "maximum": layers.Maximum,
    "minimum": layers.Minimum,
    "average": layers.Average,
    "subtract": layers.Subtract,
    "concatenate": layers.Concatenate,
}
_OPERATORS: dict[str, Binary] = {"add": operator.add, "multiply": operator.mul, "subtract": operator.sub}


def saying_of(layer: Layer, rank: int, choices: Choices) -> Saying:
    """One of the ways to say this layer, called on tensors of this rank, batch axis included."""
    if layer.kind in MERGES:
        return choices.named("merge", _merge_sayings(layer.kind, layer.settings, choices))
    if layer.kind == "Activation":
        return choices.named("activation", _activation_sayings(layer.settings["activation"], choices))
    if layer.kind == "Identity":
        linear = _made(layers.Activation, choices, activation="linear")
        return choices.named("identity", {"Identity": _made(layers.Identity, choices), "linear": linear})
    if layer.kind.startswith("Global"):
        reduction = ops.mean if "Average" in layer.kind else ops.max
        axes = choices.one_of((tuple(range(1, rank - 1)), tuple(range(1 - rank, -1))))
        pool = _made(getattr(layers, layer.kind), choices)
        return choices.named("global pool", {"layer": pool, "ops": _function(lambda x: reduction(x, axis=axes))})
    return _layer_saying(layer, choices)


def _layer_saying(layer: Layer, choices: Choices) -> Saying:
    settings = dict(layer.settings)
    if layer.kind == "Bidirectional":
        cell = getattr(layers, settings.pop("cell"))
        return Saying(lambda name: layers.Bidirectional(cell(**settings), name=name), _call(choices, "sequences"))
    if "Pooling" in layer.kind:
        settings |= {"pool_size": 2}
    if layer.kind in CONVOLUTIONS and choices.happens("window as a tuple", 2):
        rank = int(layer.kind[4])
        settings |= {"kernel_size": (settings["kernel_size"],) * rank, "strides": (settings["strides"],) * rank}
    if "activation" in settings and choices.happens("activation as a function", 3):
        settings["activation"] = getattr(keras.activations, settings["activation"])
    return _made(getattr(layers, layer.kind), choices, **settings)


def _made(kind: Any, choices: Choices, **settings: Any) -> Saying:
    first = list(signature(kind.call).parameters)[1]
    return Saying(lambda name: kind(name=name, **settings), _call(choices, first))


def _call(choices: Choices, first: str) -> Callable[[Any, Sequence[Any]], Any]:
    """A call by position or by keyword."""
    if choices.happens("keyword call", 4):
        return lambda layer, tensors: layer(**{first: _one_or_all(tensors)})
    return lambda layer, tensors: layer(_one_or_all(tensors))


def _one_or_all(tensors: Sequence[Any]) -> Any:
    return tensors[0] if len(tensors) == 1 else list(tensors)


def _function(function: Callable[[Any], Any]) -> Saying:
    return Saying(None, lambda _, tensors: function(_one_or_all(tensors)))


def _folded(binary: Binary) -> Saying:
    return Saying(None, lambda _, tensors: reduce(binary, tensors))


def _merge_sayings(kind: str, settings: dict[str, Any], choices: Choices) -> dict[str, Saying]:
    function = getattr(layers, kind)
    sayings = {
        "layer": _made(_MERGE_LAYERS[kind], choices, **settings),
        "function": _function(lambda tensors: function(tensors, **settings)),
    }
    if kind == "concatenate":
        sayings["ops"] = _function(lambda tensors: ops.concatenate(tensors, axis=settings["axis"]))
        sayings["ops.append"] = _folded(lambda one, other: ops.append(one, other, axis=settings["axis"]))
    elif kind != "average":
        operation: Binary = getattr(ops, kind)
        sayings["ops"] = _folded(operation)
        sayings["ops by keyword"] = _folded(lambda one, other: operation(x2=other, x1=one))
    if kind in _OPERATORS:
        sayings["operator"] = _folded(_OPERATORS[kind])
    return sayings


def _activation_sayings(name: str, choices: Choices) -> dict[str, Saying]:
    exact = {"approximate": False} if name == "gelu" else {}  # which is not the operation's default
    function = getattr(keras.activations, name)
    sayings = {
        "Activation": _made(layers.Activation, choices, activation=name),
        "Activation of a function": _made(layers.Activation, choices, activation=function),
        "keras.activations": _function(function),
        "ops": _function(lambda x: getattr(ops, name)(x, **exact)),
        "ops by keyword": _function(lambda x: getattr(ops, name)(x=x, **exact)),
    }
    own = {"relu": layers.ReLU, "softmax": layers.Softmax, "elu": layers.ELU}
    if name in own:
        sayings["its own layer"] = _made(own[name], choices)
    return sayings
