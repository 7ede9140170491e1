"""Running a functional or a subclassed model alike."""

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from modelgraph.extract import head_names, is_functional


def heads(model: keras.Model, fed: Any) -> dict[str, np.ndarray]:
    """What each head gives for the fed values, by head name, computed as at inference."""
    outputs = model(fed)
    if not isinstance(outputs, dict):
        outputs = dict(zip(head_names(model), keras.tree.flatten(outputs), strict=True))
    return {name: keras.ops.convert_to_numpy(values) for name, values in outputs.items()}


def functional(model: keras.Model, inputs: Mapping[str, keras.KerasTensor]) -> keras.Model:
    """The model itself if it is functional, else a functional model around it that takes these inputs in order."""
    return model if is_functional(model) else keras.Model(list(inputs.values()), model(dict(inputs)))


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
