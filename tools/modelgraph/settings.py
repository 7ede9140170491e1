"""A call's settings as plain data: what changes the function that it computes, and nothing else."""

import contextlib
import hashlib
import inspect
import math
import warnings
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import keras
import msgspec
import numpy as np

from modelgraph.graph import snake_case
from modelgraph.rewrite import ACTIVATED

# Names, starting values and ways of computing don't change what a model can compute; Keras keeps `trainable` apart,
# and sets `zero_output_for_mask` itself inside a Bidirectional.
_IGNORED = frozenset(
    {"name", "trainable", "seed", "build_config", "zero_output_for_mask", "unroll", "use_cudnn", "flash_attention"}
    | {"unit_forget_bias"}
)

# What a class may define anew without doing anything else than the one that it is derived from.
_MAKING = frozenset(
    {"__init__", "get_config", "from_config", "__module__", "__doc__", "__annotations__", "__dict__", "__weakref__"}
    | {"__firstlineno__", "__static_attributes__"}
)

_HANDED_DOWN = frozenset({"training", "mask"})


class Training(int):
    """The `training` that a graph is read with: true or false, and what a `call` hands down of it is no setting."""


def is_kerass(defined: Any) -> bool:
    """Whether a class or method is Keras's own."""
    return str(defined.__module__).startswith("keras.")


def kind_of(operation: Any) -> Any:
    """The operation's class; where that changes nothing of what a layer of Keras's does, that layer's class."""
    base, anew = derived_from(operation)
    return type(operation) if base in (keras.Layer, keras.Model) or anew else base


def derived_from(operation: Any) -> tuple[Any, set[str]]:
    """The first of Keras's own classes above the operation's, and what of it is defined anew below."""
    kinds = type(operation).__mro__
    base = next(kind for kind in kinds if is_kerass(kind))
    below = {name for kind in kinds[: kinds.index(base)] for name in vars(kind)} - _MAKING
    return base, {name for name in below if hasattr(base, name)}


def operation_of(operation: Any) -> str:
    """`Dense` for a layer; `ops.` and the class name in snake case for an operation."""
    name = kind_of(operation).__name__
    return name if isinstance(operation, keras.layers.Layer) else f"ops.{snake_case(name)}"


def config_of(operation: Any) -> dict[str, Any]:
    """The settings that the layer or operation was made with, without those at Keras's defaults.

    A layer's required settings come first. An operation's are all there.
    """
    if not isinstance(operation, keras.layers.Layer):
        return cleaned({name: value for name, value in vars(operation).items() if not name.startswith("_")})
    kind = kind_of(operation)
    unread: dict[str, Any] = {}
    if is_kerass(kind):
        unread = {name: None for name in vars(operation) if name.endswith("initializer")}
    if own_activation(operation) is not None:
        unread["activation"] = keras.activations.linear
    # Keras warns of functions that it can't save safely.
    with _replaced(vars(operation), unread), warnings.catch_warnings(action="ignore"):
        raw = kind.get_config(operation)
    config = cleaned(raw)
    required = [name for name in _required_settings(kind) if name in config]
    known = msgspec.json.encode({name: _with_one_name(raw[name]) for name in required})
    default = _default_config(kind, known)
    others = {name: value for name, value in config.items() if name not in required and default.get(name) != value}
    emptied = {name: None for name in default if raw.get(name, "") is None}
    return {name: config[name] for name in required} | others | emptied


def own_activation(operation: Any) -> Any:
    """The layer's activation where it is a layer, or a function of somebody's own, which a name doesn't tell.

    In place of one of TensorFlow's, which takes no symbolic tensors, Keras's of that name.
    """
    function: Any = getattr(operation, "activation", None)
    kind = kind_of(operation)
    is_last = ACTIVATED.fullmatch(kind.__name__) or issubclass(kind, keras.layers.Activation)
    is_own = callable(function) and (isinstance(function, keras.layers.Layer) or not is_kerass(function))
    if not (is_last and is_own and is_kerass(kind)):
        return None
    if not function.__module__.startswith("tensorflow."):
        return function
    return getattr(keras.activations, getattr(function, "__name__", "").removesuffix("_v2"), function)


@contextlib.contextmanager
def _replaced(attributes: dict[str, Any], by: dict[str, Any]) -> Iterator[None]:
    """Has attributes be others meanwhile: what Keras can't save need not be saved to be read."""
    before = {name: attributes[name] for name in by}
    attributes.update(by)
    try:
        yield
    finally:
        attributes.update(before)


@cache
def _required_settings(layer: Any) -> tuple[str, ...]:
    """The settings that a layer is known by: those without a default, and its sizes."""
    parameters = inspect.signature(layer).parameters.values()
    empty = inspect.Parameter.empty
    named = [one for one in parameters if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    return tuple(one.name for one in named if one.default is empty or one.name in ("pool_size", "size"))


@lru_cache(maxsize=1024)
def _default_config(layer: Any, required: bytes) -> dict[str, Any]:
    """What Keras makes of the other settings when it gets only these."""
    with dtype_policy("float32"):  # an answer may have set another for all layers
        try:
            return cleaned(layer.from_config(msgspec.json.decode(required)).get_config())
        except Exception:  # a layer of somebody else's, whose settings don't tell how it was made
            return {}


@contextlib.contextmanager
def dtype_policy(name: str) -> Iterator[None]:
    """Has layers that are made meanwhile, and are told nothing else, compute in that precision."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def _with_one_name(value: Any) -> Any:
    """The settings of a layer inside another by the same name as those of all like it, so that they are equal."""
    if not isinstance(value, dict) or not hasattr(keras.layers, str(value.get("class_name"))):
        return value
    config = value.get("config")
    return {**value, "config": {**config, "name": "inner"}} if isinstance(config, dict) else value


def cleaned(config: dict[str, Any]) -> dict[str, Any]:
    """A layer's or an operation's settings as plain data, without those that don't change what it computes."""
    kept = {}
    for name, value in config.items():
        if name in _IGNORED or "initializer" in name or value is None or _is_no_penalty(value):
            continue
        if name == "dtype" and isinstance(value, dict):
            value = value["config"]["name"]
            if value == "float32":
                continue
        kept[name] = plain(value)
    return kept


def _is_no_penalty(value: Any) -> bool:
    """Whether a setting is a regularizer whose every factor is 0."""
    if not isinstance(value, dict) or value.get("class_name") not in ("L1", "L2", "L1L2"):
        return False
    return not any(value["config"].values())


def arguments_of(operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The tensors of a call, each with its role, and its other arguments by name.

    Positional and keyword arguments are one, and those at their defaults are left out.
    """
    signature = inspect.signature(operation.call)
    kwargs = taken(signature, kwargs)
    roles: list[tuple[str, Any]] = []
    others: dict[str, Any] = {}
    for name, value in signature.bind(*args, **kwargs).arguments.items():
        default = signature.parameters[name].default
        if (
            value is None
            or isinstance(value, Training)
            or (default is not inspect.Parameter.empty and value is default)
        ):
            continue
        tensors = _tensors(name, value)
        roles += tensors
        if not tensors:
            others[name] = plain(value)
        elif len(tensors) < len(keras.tree.flatten(value)):
            others[name] = plain(keras.tree.map_structure(_placeholder, value))
    return roles, others


def taken(signature: inspect.Signature, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Without what Keras hands down to every layer, and drops where `call` doesn't take it."""
    return {name: value for name, value in kwargs.items() if name in signature.parameters or name not in _HANDED_DOWN}


def _tensors(role: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, keras.KerasTensor):
        return [(role, value)]
    if isinstance(value, dict):
        return [found for key in sorted(value) for found in _tensors(f"{role}[{key!r}]", value[key])]
    if isinstance(value, list | tuple):
        return [found for index, one in enumerate(value) for found in _tensors(f"{role}[{index}]", one)]
    return []


def _placeholder(value: Any) -> Any:
    return "tensor" if isinstance(value, keras.KerasTensor) else value


def plain(value: Any) -> Any:
    """The value in JSON's own kinds; arrays as nested lists, Keras objects as class and settings."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # which JSON has no number for
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return _plain_dict(value)
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if isinstance(value, keras.Variable):
        return {"variable": list(value.shape)}
    if value is Ellipsis:
        return "..."
    if hasattr(value, "__array__"):
        return plain(np.asarray(value).tolist())
    return str(value)


def _plain_dict(value: dict[Any, Any]) -> Any:
    if value.keys() == {"value"} and isinstance(value["value"], tuple):  # what Keras makes of a lambda: its bytecode
        return f"lambda {hashlib.sha256(repr(value).encode()).hexdigest()[:8]}"
    if value.get("class_name") == "function":  # somebody's own, whatever it is called
        return f"function {value['config']}"
    if "class_name" in value and isinstance(value.get("config"), dict):
        inner = getattr(keras.layers, str(value["class_name"]), None)
        config = config_of(inner.from_config(value["config"])) if inner else cleaned(value["config"])
        return {"class_name": value["class_name"], "config": config}
    return {str(name): plain(one) for name, one in value.items()}
