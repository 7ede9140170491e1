"""Short cuts through Keras and TensorFlow for the processes that judge: the same results, sooner."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf
from keras.src.backend.common.symbolic_scope import in_symbolic_scope
from tensorflow.python import pywrap_tfe
from tensorflow.python.eager import context

PLAIN = frozenset({bool, int, float, str, type(None)})


def run_operations_directly() -> None:
    """Has each operation run by itself, from now on in this process.

    TensorFlow makes a function of each new operation and of each new variable's name first, and optimizes it: a
    millisecond each, a third of a verdict. It has no public switch for that (checked on 2.21). Starts threads.
    """
    eager = context.context()
    eager.ensure_initialized()
    pywrap_tfe.TFE_ContextSetRunEagerOpAsFunction(eager._handle, False)


def take_short_cuts() -> None:
    """Spares Keras work that can't change what it gives; runs no operation."""
    for layer in (keras.layers.LSTM, keras.layers.GRU, keras.layers.SimpleRNN):
        layer.inner_loop = _or_only_shapes(layer.inner_loop)
    keras.Layer.__setattr__ = _without_tracking_plain_values(keras.Layer.__setattr__)


def _or_only_shapes(inner_loop: Callable[..., Any]) -> Callable[..., Any]:
    """Spares a recurrent layer its loop where Keras asks for shapes alone, as of a custom layer that owns an LSTM.

    TensorFlow would make a graph of the loop for that, twice for each new layer, 0.1 s each time.
    """

    def inner_loop_or_shapes(layer: Any, sequences: tf.Tensor, initial_state: Any, *args: Any, **options: Any) -> Any:
        if not in_symbolic_scope():
            return inner_loop(layer, sequences, initial_state, *args, **options)
        batch, steps = sequences.shape[:2]
        last = tf.compat.v1.placeholder(layer.compute_dtype, (batch, layer.units))
        outputs = tf.compat.v1.placeholder(layer.compute_dtype, (batch, steps, layer.units))
        return last, outputs, initial_state

    return inner_loop_or_shapes


def _without_tracking_plain_values(set_attribute: Callable[..., None]) -> Callable[..., None]:
    """Sets numbers and strings at once: Keras and TensorFlow both look for weights in each attribute of a layer."""

    def set_plain_at_once(layer: keras.Layer, name: str, value: object) -> None:
        if type(value) in PLAIN:
            object.__setattr__(layer, name, value)
        else:
            set_attribute(layer, name, value)

    return set_plain_at_once
