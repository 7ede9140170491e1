"""Running a functional or a subclassed model alike."""

from collections.abc import Iterable, Mapping
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from modelgraph.errors import UntraceableError
from modelgraph.extract import head_names, is_functional


def heads(model: keras.Model, fed: Any) -> dict[str, np.ndarray]:
    """What each head gives for the fed values, by head name, computed as at inference.

    >>> import keras
    >>> x = keras.Input((2,), name="x")
    >>> heads(keras.Model(x, {"y": x + 1}), keras.ops.zeros((1, 2)))["y"].tolist()
    [[1.0, 1.0]]
    """
    return {name: keras.ops.convert_to_numpy(values) for name, values in _by_name(model, model(fed)).items()}


def _by_name(model: keras.Model, outputs: Any) -> dict[str, Any]:
    if isinstance(outputs, dict):
        return outputs
    if not is_functional(model):
        raise UntraceableError(f"{type(model).__name__} returned no dict; a subclassed model names its heads by one.")
    return dict(zip(head_names(model), keras.tree.flatten(outputs), strict=True))


def listed(model: keras.Model, inputs: Mapping[str, keras.KerasTensor]) -> keras.Model:
    """The model itself if it can be fed by position, else a functional model around it that can, in this order.

    Keras feeds a model of dicts, functional or subclassed, by name only.

    >>> import keras
    >>> x = keras.Input((2,), name="x")
    >>> model = keras.Model({"x": x}, {"y": x + 1})
    >>> listed(model, {"x": x})([keras.ops.zeros((1, 2))])["y"].shape
    TensorShape([1, 2])
    """
    by_name = not is_functional(model) or (not isinstance(model, keras.Sequential) and isinstance(model.input, dict))
    return keras.Model(list(inputs.values()), _by_name(model, model(dict(inputs)))) if by_name else model


def unmoved_weights(model: keras.Model, fed: Any, true: Any) -> list[str]:
    """The paths of the weights that one training step of a compiled model leaves exactly as they were.

    >>> import keras
    >>> import numpy as np
    >>> x = keras.Input((2,), name="x")
    >>> frozen = keras.layers.Dense(2, name="frozen", trainable=False)
    >>> model = keras.Model(x, keras.layers.Dense(1, name="y")(frozen(x)))
    >>> model.compile("sgd", "mse", run_eagerly=True)
    >>> unmoved_weights(model, np.ones((1, 2)), np.ones((1, 1)))
    ['frozen/kernel', 'frozen/bias']
    """
    if not model.built:
        model(fed)
    before = model.get_weights()
    _train_once(model, fed, true)
    after = model.get_weights()
    return [
        weight.path for weight, old, new in zip(model.weights, before, after, strict=True) if np.array_equal(old, new)
    ]


def step_down_the_gradient(model: keras.Model, fed: Any, true: Any) -> float:
    """How far one training step of plain SGD goes down the gradient of the total loss, from -1 to 1, all the way.

    The total is what `compute_loss` says. A model that trains as Keras does goes all the way, so it isn't asked to.

    >>> import keras
    >>> import numpy as np
    >>> x = keras.Input((2,), name="x")
    >>> model = keras.Model(x, keras.layers.Dense(1, name="y")(x))
    >>> model.compile("sgd", "mse")
    >>> step_down_the_gradient(model, np.ones((1, 2)), np.ones((1, 1)))
    1.0
    """
    if _trains_as_keras(model):
        return 1.0
    optimizer, model.optimizer = model.optimizer, keras.optimizers.SGD()
    before = [weight.numpy() for weight in model.trainable_weights]
    with tf.GradientTape() as tape:
        total = model.compute_loss(fed, true, model(fed, training=True))
    gradients = tape.gradient(total, [weight.value for weight in model.trainable_weights], unconnected_gradients="zero")
    _train_once(model, fed, true)
    model.optimizer = optimizer
    moved = _one_vector(old - weight.numpy() for old, weight in zip(before, model.trainable_weights, strict=True))
    down = _one_vector(tf.convert_to_tensor(gradient).numpy() for gradient in gradients)
    return float(moved @ down / max(np.linalg.norm(moved) * np.linalg.norm(down), np.finfo("float64").tiny))


def _one_vector(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([array.ravel() for array in arrays]).astype("float64")


def _trains_as_keras(model: keras.Model) -> bool:
    return type(model).train_step is keras.Model.train_step


def _train_once(model: keras.Model, fed: Any, true: Any) -> None:
    if _trains_as_keras(model):
        model.train_on_batch(fed, true)
    else:  # it may be written for what `fit` hands it: no sample weights where there are none
        model.fit(fed, true, batch_size=len(keras.tree.flatten(true)[0]), verbose=0)


def shared_weights(one: keras.Model, other: keras.Model) -> list[str]:
    """The paths of the weights that two models have in common.

    >>> import keras
    >>> x, dense = keras.Input((2,), name="x"), keras.layers.Dense(1, name="y")
    >>> shared_weights(keras.Model(x, dense(x)), keras.Model(x, dense(x)))
    ['y/kernel', 'y/bias']
    """
    return [weight.path for weight in one.weights if any(weight is same for same in other.weights)]
