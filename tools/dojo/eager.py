"""Short cuts through Keras and TensorFlow for the processes that judge: the same results, sooner.

Four differ from Keras's: an LSTM's, by what float32 rounds; the random values of tables with over a million; the order
of the examples in a batch of all of them; and sizes that TensorFlow doesn't know in a graph, but Keras does.
"""

import functools
import inspect
import math
import os
import sys
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.common.symbolic_scope import in_symbolic_scope
from keras.src.layers.convolutional.base_conv import BaseConv
from keras.src.layers.convolutional.base_conv_transpose import BaseConvTranspose
from keras.src.layers.pooling.base_pooling import BasePooling
from keras.src.trainers.data_adapters import array_slicing
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
from keras.src.utils.tracking import Tracker
from modelgraph.settings import is_kerass
from tensorflow.python import pywrap_tfe
from tensorflow.python.eager import context
from tensorflow.python.framework import constant_op, ops, tensor_util
from tensorflow.python.ops import gen_array_ops
from tensorflow.python.util import tf_stack, traceback_utils

PLAIN = frozenset(
    {bool, int, float, str, type(None), FunctionType, inspect.Signature, keras.InputSpec, keras.DTypePolicy, Tracker}
    | {kind for kind in vars(keras.initializers).values() if isinstance(kind, type)}
)  # types of what neither is nor holds a layer, a weight or another thing that Keras or TensorFlow keeps track of

BOOKKEEPING = frozenset(
    {"_inbound_nodes", "_outbound_nodes", "_losses", "_loss_ids", "_losses_override", "_build_shapes_dict"}
    | {"call_signature_parameters", "_call_context_args", "_call_has_context_arg", "_self_saveable_object_factories"}
    | {"_self_unconditional_checkpoint_dependencies", "_self_unconditional_dependency_names"}
    | {"_self_unconditional_deferred_dependencies", "_self_name_based_restores"}
)  # where Keras's and TensorFlow's layers keep lists and the like of none of these

SHAPED = (
    *(keras.layers.Dense, keras.layers.BatchNormalization, keras.layers.LayerNormalization),
    *(BaseConv, BaseConvTranspose, BasePooling),
)  # layers of which Keras finds the shapes without running them

MANY = 100_000  # numbers that take a while to write
EVEN_BYTES = 64  # TensorFlow copies what begins elsewhere
MOST_DRAWN = 1_000_000  # of a table's random values


def run_operations_directly() -> None:
    """Has each operation run by itself, from now on in this process.

    TensorFlow makes a function of each new operation and of each new variable's name first, and optimizes it: a
    millisecond each, a third of a verdict. It has no public switch for that (checked on 2.21). Starts threads.
    """
    eager = context.context()
    eager.ensure_initialized()
    pywrap_tfe.TFE_ContextSetRunEagerOpAsFunction(eager._handle, False)


def operations_have_run() -> bool:
    """Whether TensorFlow has started the threads that operations run on; processes forked from here on hang in it."""
    return context.context()._context_handle is not None


def take_short_cuts() -> None:
    """Spares Keras and TensorFlow work that can't change what they give; runs no operation."""
    # Eigen's own product of matrices: TensorFlow's is faster for large ones, but writes its machine code first, 20 ms.
    os.environ["TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL"] = "0"
    for layer in (keras.layers.LSTM, keras.layers.GRU, keras.layers.SimpleRNN):
        layer.inner_loop = _step_by_step_or_only_shapes(layer.inner_loop)
    for shaped in SHAPED:
        shaped.call = _or_only_the_shape_it_gives(shaped.call)
    keras.src.backend.lstm = _in_one_operation(keras.src.backend.lstm)
    keras.src.backend.nn.conv = _of_a_variables_value(keras.src.backend.nn.conv)
    keras.Variable.value = property(_or_only_its_shape(keras.Variable.value.fget))
    tf_stack.extract_stack = _but_where_only_shapes_are_asked_for(tf_stack.extract_stack)
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})  # it pays if graphs run often
    traceback_utils.is_traceback_filtering_enabled = lambda: True  # TensorFlow asks three times for each operation
    constant_op.constant = _made_at_once(constant_op.constant)
    gen_array_ops.reshape = _of_a_tensor_by_a_tensor(gen_array_ops.reshape)
    tf.is_tensor = tensor_util.is_tf_type = _asked_once_for_each_type(tensor_util.is_tf_type)
    keras.Layer.__setattr__ = _without_tracking_plain_values(keras.Layer.__setattr__)
    keras.src.backend.numpy.zeros = _never_written(keras.src.backend.numpy.zeros)
    keras.initializers.RandomUniform.__call__ = _drawn_in_part(keras.initializers.RandomUniform.__call__)
    ArrayDataAdapter.get_tf_dataset = _or_its_only_batch(ArrayDataAdapter.get_tf_dataset)
    inspect.signature = _read_once_for_each_function(inspect.signature)
    inspect.getfullargspec = _read_once_for_each_function(inspect.getfullargspec)


def _step_by_step_or_only_shapes(inner_loop: Callable[..., Any]) -> Callable[..., Any]:
    """Spares a recurrent layer TensorFlow's loop, which costs as much as the steps themselves.

    Where Keras asks for shapes alone, as of a custom layer that owns an LSTM, there is no loop at all: TensorFlow
    would make a graph of it, twice for each new layer, 0.1 s each time.
    """

    def shorter_loop(layer: Any, sequences: tf.Tensor, initial_state: Any, mask: Any, training: bool = False) -> Any:
        if in_symbolic_scope():
            batch, steps = sequences.shape[:2]
            last = tf.compat.v1.placeholder(layer.compute_dtype, (batch, layer.units))
            outputs = tf.compat.v1.placeholder(layer.compute_dtype, (batch, steps, layer.units))
            return last, outputs, initial_state
        given = layer.unroll
        # Keras masks a layer that goes backwards in another order when it is unrolled, and unrolls no empty sequence.
        layer.unroll = given or bool(tf.executing_eagerly() and mask is None and sequences.shape[1])
        try:
            return inner_loop(layer, sequences, initial_state, mask, training)
        finally:
            layer.unroll = given

    return shorter_loop


def _or_only_the_shape_it_gives(call: Callable[..., Any]) -> Callable[..., Any]:
    """Spares a layer of Keras's own its operations where Keras asks for shapes alone, as of a custom layer around it.

    Keras doesn't run them either to find the shapes of such a layer that is called on symbolic tensors by itself.
    """

    @functools.wraps(call)  # Keras reads in its signature whether to tell it that it is trained
    def call_or_only_shape(layer: keras.Layer, inputs: Any, *args: Any, **how: Any) -> Any:
        if (
            in_symbolic_scope()
            and is_kerass(type(layer))
            and isinstance(inputs, ops.SymbolicTensor)
            and inputs.dtype.name == layer.compute_dtype
        ):
            return tf.compat.v1.placeholder(layer.compute_dtype, layer.compute_output_shape(tuple(inputs.shape)))
        return call(layer, inputs, *args, **how)

    return call_or_only_shape


def _in_one_operation(lstm: Callable[..., Any]) -> Callable[..., Any]:
    """Runs an LSTM as Keras lets backends do it: its steps are dozens of operations, and as many for the gradients.

    BlockLSTM has the gates in another order than Keras. BlockLSTMV2 has them in Keras's, but not in its gradients
    (measured on TensorFlow 2.21).
    """

    def lstm_in_one_operation(
        inputs: tf.Tensor, state_h: tf.Tensor, state_c: tf.Tensor, mask: Any, **how: Any
    ) -> tuple[tf.Tensor, tf.Tensor, list[tf.Tensor]]:
        usual = how["activation"] is keras.activations.tanh and how["recurrent_activation"] is keras.activations.sigmoid
        usual = usual and how["bias"] is not None and mask is None and inputs.dtype == tf.float32
        if not usual or not tf.executing_eagerly() or 0 in inputs.shape:
            return lstm(inputs, state_h, state_c, mask, **how)  # type: ignore[no-any-return]
        steps = tf.transpose(inputs, (1, 0, 2))
        unused = tf.zeros(state_c.shape[-1])
        run = tf.raw_ops.BlockLSTM(
            seq_len_max=tf.constant(inputs.shape[1], tf.int64),
            x=tf.reverse(steps, [0]) if how["go_backwards"] else steps,
            h_prev=state_h,
            cs_prev=state_c,
            w=_gates_reordered(tf.concat([how["kernel"], how["recurrent_kernel"]], 0)),
            b=_gates_reordered(how["bias"]),
            wci=unused,
            wcf=unused,
            wco=unused,
            forget_bias=0.0,
            cell_clip=-1.0,
        )
        last = run.h[-1]
        return last, tf.transpose(run.h, (1, 0, 2)), [last, run.cs[-1]]

    return lstm_in_one_operation


def _gates_reordered(weights: Any) -> tf.Tensor:
    """Of an LSTM's gates Keras has input, forget, cell, output; BlockLSTM has the cell before forget."""
    i, f, c, o = tf.split(weights, 4, axis=-1)
    return tf.concat([i, c, f, o], -1)


def _of_a_variables_value(conv: Callable[..., Any]) -> Callable[..., Any]:
    """Hands a convolution TensorFlow's variable: to find it in Keras's, TensorFlow raises an exception inside."""

    def conv_of_value(inputs: Any, kernel: Any, *args: Any, **how: Any) -> Any:
        return conv(inputs, kernel.value if isinstance(kernel, keras.Variable) else kernel, *args, **how)

    return conv_of_value


def _or_only_its_shape(value: Callable[..., Any]) -> Callable[..., Any]:
    """Spares a weight that is yet to be made its first values where Keras asks for shapes alone."""

    def value_or_only_its_shape(variable: Any) -> Any:
        if variable._value is None and in_symbolic_scope():
            return tf.compat.v1.placeholder(variable.dtype, variable.shape)
        return value(variable)

    return value_or_only_its_shape


def _but_where_only_shapes_are_asked_for(extract_stack: Callable[..., Any]) -> Callable[..., Any]:
    """Spares TensorFlow the lines of Python that led to each operation of a graph that is never run."""
    no_lines = extract_stack(sys.getrecursionlimit())

    def extract_stack_to_run(stacklevel: int = 1) -> Any:
        return no_lines if in_symbolic_scope() else extract_stack(stacklevel + 1)

    return extract_stack_to_run


def _made_at_once(constant: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a tensor of Python's and NumPy's values without asking on the way what kind of tensor they might be."""

    def constant_made_at_once(value: object, dtype: Any = None, shape: Any = None, name: str = "Const") -> Any:
        if shape is None and tf.executing_eagerly():
            return constant_op.convert_to_eager_tensor(value, context.context(), dtype)
        return constant(value, dtype, shape, name)

    return constant_made_at_once


def _of_a_tensor_by_a_tensor(reshape: Callable[..., Any]) -> Callable[..., Any]:
    """Makes tensors of what a reshape is given: TensorFlow tries first without, which takes as long as two reshapes."""

    def reshape_of_a_tensor(tensor: Any, shape: Any, name: str | None = None) -> Any:
        if tf.executing_eagerly() and type(shape) is tuple and all(type(size) is int for size in shape):
            tensor, shape = tf.convert_to_tensor(tensor), constant_op.constant(shape, tf.int32)
        return reshape(tensor, shape, name)

    return reshape_of_a_tensor


def _asked_once_for_each_type(is_tensor: Callable[[object], bool]) -> Callable[[object], bool]:
    """Remembers the answer for each type: Python 3.11 looks through a protocol's names each time."""
    known: dict[type, bool] = {}

    def is_tensor_by_type(value: object) -> bool:
        kind = type(value)
        if kind not in known:
            known[kind] = is_tensor(value)
        return known[kind]

    return is_tensor_by_type


def _without_tracking_plain_values(set_attribute: Callable[..., None]) -> Callable[..., None]:
    """Sets at once what holds no weights: Keras and TensorFlow both look for some in each attribute."""

    def set_plain_at_once(layer: keras.Layer, name: str, value: object) -> None:
        if type(value) in PLAIN or name in BOOKKEEPING:
            object.__setattr__(layer, name, value)
        else:
            set_attribute(layer, name, value)

    return set_plain_at_once


def _never_written(zeros: Callable[..., Any]) -> Callable[..., Any]:
    """Makes zeros, with which most weights begin, once for each shape, and of memory that the system gives as zeros.

    What changes a weight leaves its first values as they are. To write 50,000 words' zeros takes 30 ms.
    """
    made: dict[tuple[tuple[int, ...], object], tf.Tensor] = {}

    def zeros_of_shape(shape: Any, dtype: Any = None) -> Any:
        if type(shape) is not tuple or not all(type(size) is int for size in shape) or not tf.executing_eagerly():
            return zeros(shape, dtype)
        if (shape, dtype) not in made:
            many = dtype == "float32" and math.prod(shape) > MANY
            made[shape, dtype] = _zeros_as_given(shape) if many else zeros(shape, dtype)
        return made[shape, dtype]

    return zeros_of_shape


def _zeros_as_given(shape: tuple[int, ...]) -> tf.Tensor:
    """Zeros of float32 in memory that nobody has written to; TensorFlow takes NumPy's as it is if it begins so even."""
    given = np.zeros(math.prod(shape) + EVEN_BYTES // 4, "float32")
    start = -given.ctypes.data % EVEN_BYTES // 4
    return ops.EagerTensor(given[start : start + math.prod(shape)].reshape(shape), context.context().device_name, None)


def _drawn_in_part(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draws a long table's first values, and repeats its first rows for the others: 0.1 s for 50,000 words."""

    def drawn_in_part(initializer: Any, shape: Any, dtype: Any = None) -> Any:
        if math.prod(shape) <= MOST_DRAWN or shape[0] <= 1:
            return draw(initializer, shape, dtype)
        rows = max(1, MOST_DRAWN * shape[0] // math.prod(shape))
        drawn = draw(initializer, (rows, *shape[1:]), dtype)
        times, rest = divmod(shape[0], rows)
        return tf.concat([drawn] * times + [drawn[:rest]], axis=0)

    return drawn_in_part


def _or_its_only_batch(dataset_of: Callable[..., tf.data.Dataset]) -> Callable[..., tf.data.Dataset]:
    """Gives arrays that are one batch as they are: TensorFlow makes six functions to shuffle and slice them, 0.1 s."""

    def dataset_or_only_batch(adapter: Any) -> tf.data.Dataset:
        arrays = keras.tree.flatten(adapter._inputs)
        count, size = adapter._num_samples, adapter._batch_size
        if not 0 < count <= size or not all(type(one) is np.ndarray for one in arrays):
            return dataset_of(adapter)
        examples = array_slicing.convert_to_sliceable(adapter._inputs, target_backend="tensorflow")
        examples = tf.data.Dataset.from_tensor_slices(keras.tree.lists_to_tuples(examples))
        return examples.batch(size, drop_remainder=count == size)  # in a graph of fewer the size is unknown

    return dataset_or_only_batch


def _read_once_for_each_function(signature_of: Callable[..., Any]) -> Callable[..., Any]:
    """Remembers the signatures of functions and methods: Keras asks for four of them for each layer that is made."""
    known: dict[tuple[FunctionType, bool], Any] = {}

    def signature_known_of(asked: Any, **how: Any) -> Any:
        is_method = type(asked) is MethodType
        function = asked.__func__ if is_method else asked
        if type(function) is not FunctionType or how:
            return signature_of(asked, **how)
        if (function, is_method) not in known:
            known[function, is_method] = signature_of(asked)
        return known[function, is_method]

    return signature_known_of
