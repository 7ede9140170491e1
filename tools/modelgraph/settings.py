"""A call's settings as plain data: what changes the function that it computes, and nothing else."""

import inspect
import re
from typing import Any

import keras
import numpy as np

# Names and starting values don't change what a model can compute, and Keras keeps `trainable` apart.
_IGNORED = frozenset({"name", "trainable", "seed", "build_config"})


def operation_of(operation: Any) -> str:
    """`Dense` for a layer; `ops.` and the class name in snake case for an operation."""
    name = type(operation).__name__
    return name if isinstance(operation, keras.layers.Layer) else f"ops.{snake_case(name)}"


def snake_case(name: str) -> str:
    """`conv1d_transpose` for `Conv1DTranspose`."""
    split = re.sub(r"([a-z0-9])([A-Z][a-z])", r"\1_\2", name)
    split = re.sub(r"([a-z])([A-Z])", r"\1_\2", split)
    return split.lower()


def config_of(operation: Any) -> dict[str, Any]:
    """The settings that the layer or operation was made with, as plain data."""
    if isinstance(operation, keras.layers.Layer):
        return _cleaned(operation.get_config())
    fields = {name: value for name, value in vars(operation).items() if not name.startswith("_")}
    return _cleaned(fields)


def _cleaned(config: dict[str, Any]) -> dict[str, Any]:
    kept = {}
    for name, value in config.items():
        if name in _IGNORED or "initializer" in name or value is None:
            continue
        if name == "dtype" and isinstance(value, dict):
            value = value["config"]["name"]
            if value == "float32":
                continue
        kept[name] = plain(value)
    return kept


def arguments_of(operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """The tensors of a call, each with its role, and its other arguments by name.

    Positional and keyword arguments are one, and those at their defaults are left out.
    """
    signature = inspect.signature(operation.call)
    roles: list[tuple[str, Any]] = []
    others: dict[str, Any] = {}
    for name, value in signature.bind(*args, **kwargs).arguments.items():
        default = signature.parameters[name].default
        if value is None or (default is not inspect.Parameter.empty and value is default):
            continue
        tensors = _tensors(name, value)
        roles += tensors
        if not tensors:
            others[name] = plain(value)
        elif len(tensors) < len(keras.tree.flatten(value)):
            others[name] = plain(keras.tree.map_structure(_placeholder, value))
    return roles, others


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
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict) and "class_name" in value and isinstance(value.get("config"), dict):
        return {"class_name": value["class_name"], "config": _cleaned(value["config"])}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if isinstance(value, keras.Variable):
        return {"variable": list(value.shape)}
    if value is Ellipsis:
        return "..."
    if hasattr(value, "__array__"):
        return plain(np.asarray(value).tolist())
    return str(value)
