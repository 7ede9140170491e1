"""Running a functional or a subclassed model alike."""

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from modelgraph.extract import head_names, is_functional


def heads(model: keras.Model, fed: Any) -> dict[str, np.ndarray]:
    """What each head gives for the fed values, by head name, computed as at inference."""
    return {name: keras.ops.convert_to_numpy(values) for name, values in _by_name(model, model(fed)).items()}


def _by_name(model: keras.Model, outputs: Any) -> dict[str, Any]:
    return (
        outputs if isinstance(outputs, dict) else dict(zip(head_names(model), keras.tree.flatten(outputs), strict=True))
    )


def listed(model: keras.Model, inputs: Mapping[str, keras.KerasTensor]) -> keras.Model:
    """The model itself if it can be fed by position, else a functional model around it that can, in this order.

    Keras feeds a model of dicts, functional or subclassed, by name only.
    """
    by_name = not is_functional(model) or (not isinstance(model, keras.Sequential) and isinstance(model.input, dict))
    return keras.Model(list(inputs.values()), _by_name(model, model(dict(inputs)))) if by_name else model


def unmoved_weights(model: keras.Model, fed: Any, true: Any) -> list[str]:
    """The paths of the weights that one training step of a compiled model leaves exactly as they were."""
    if not model.built:
        model(fed)
    before = model.get_weights()
    model.train_on_batch(fed, true)
    after = model.get_weights()
    return [
        weight.path for weight, old, new in zip(model.weights, before, after, strict=True) if np.array_equal(old, new)
    ]


def shared_weights(one: keras.Model, other: keras.Model) -> list[str]:
    """The paths of the weights that two models have in common."""
    return [weight.path for weight in one.weights if any(weight is same for same in other.weights)]
