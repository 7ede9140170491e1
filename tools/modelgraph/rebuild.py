"""`model_of`: a Keras model made from a graph, the way back from `graph_of`.

Only Keras's own layers and operations from a list are used, with settings that are plain data, so that nothing
of whoever wrote the graph is run; and nothing is allocated before it is known to be of a sensible size.
"""

import inspect
import math
import re
from collections.abc import Callable
from typing import Any

import keras

from modelgraph.errors import GraphFormatError
from modelgraph.graph import Call, Graph

MOST_PARAMETERS = 60_000_000
LARGEST_TENSOR = 50_000_000  # numbers, for one example, unknown lengths counted as 1

_LAYERS = frozenset(
    """
    Activation Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D AveragePooling2D
    AveragePooling3D BatchNormalization Bidirectional CategoryEncoding Concatenate Conv1D Conv1DTranspose Conv2D
    Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D Cropping1D Cropping2D Cropping3D Dense
    DepthwiseConv1D DepthwiseConv2D Dot Dropout ELU EinsumDense Embedding Flatten GRU GaussianDropout GaussianNoise
    GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D
    GlobalMaxPooling3D GroupNormalization GroupQueryAttention Identity LSTM LayerNormalization LeakyReLU Masking
    MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum MultiHeadAttention Multiply Normalization PReLU Permute
    RMSNormalization ReLU RepeatVector Rescaling Reshape SeparableConv1D SeparableConv2D SimpleRNN Softmax
    SpatialDropout1D SpatialDropout2D SpatialDropout3D Subtract TimeDistributed UnitNormalization UpSampling1D
    UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D
    """.split()
)
_OPERATIONS = frozenset(
    """
    absolute add all any arccos arcsin arctan argmax argmin average broadcast_to cast ceil clip concatenate
    convert_to_tensor cos cosh cumprod
    cumsum diagonal divide dot einsum equal erf exp expand_dims expm1 flip floor get_item greater
    greater_equal hstack isfinite isnan less less_equal log log10 log1p log2 log_softmax logaddexp logical_and
    logical_not logical_or logsumexp matmul max maximum mean median min minimum mod moveaxis multiply negative norm
    normalize not_equal one_hot ones_like pad power prod reciprocal relu repeat reshape roll round rsqrt sigmoid sign
    sin sinh softmax softplus sort split sqrt square squeeze stack std stop_gradient subtract subtract_from sum
    swapaxes take take_along_axis tan tanh tensordot tile top_k transpose tril triu true_divide unstack var vstack
    where zeros_like celu elu gelu glu hard_sigmoid hard_silu hard_tanh leaky_relu log_sigmoid mish relu6 selu silu
    soft_shrink softsign sparsemax squareplus tanh_shrink threshold
    """.split()
)


def model_of(graph: Graph, instead: Callable[[int, Call], keras.layers.Layer | None] = lambda *_: None) -> keras.Model:
    """A functional model whose graph is this one, with new weights and its heads in a dict.

    Its layers are named by kind and by the number of their first call, as `Dense_7`.
    `instead` may give, by number and call, another layer to use. Raises GraphFormatError for a layer, operation or
    setting that isn't allowed or that Keras refuses, and where the weights or a tensor would be too large.
    """
    scope = keras.StatelessScope(initialize_variables=False)  # in it, making a layer's weights allocates nothing
    try:
        with scope:
            model = _built(graph, instead)
            parameters = sum(math.prod(weight.shape) for weight in model.weights)
            _require(parameters <= MOST_PARAMETERS, f"{parameters:,} parameters are more than {MOST_PARAMETERS:,}")
    except GraphFormatError:
        keras.utils.clear_session()  # forgets the weights that were not made
        raise
    with keras.StatelessScope():
        pass  # leaving a scope makes the weights
    return model


def _built(graph: Graph, instead: Callable[[int, Call], keras.layers.Layer | None]) -> keras.Model:
    inputs = [keras.Input(one.shape, dtype=one.dtype, name=one.name) for one in graph.inputs]
    made: list[list[Any]] = [[tensor] for tensor in inputs]
    layers: dict[int, keras.layers.Layer] = {}
    for number, call in list(enumerate(graph.calls))[len(inputs) :]:
        tensors = [(source.role, made[source.call][source.output]) for source in call.sources]
        try:
            use = _use_of(number, call, layers, instead)
            outputs = keras.tree.flatten(use(*_arguments(call, tensors)))
        except GraphFormatError:
            raise
        except Exception as error:
            raise GraphFormatError(f"Call {number}, {call.operation}, can't be made: {error}") from None
        for tensor in outputs:
            size = math.prod(one or 1 for one in tensor.shape)
            _require(size <= LARGEST_TENSOR, f"call {number}, {call.operation}, gives {size:,} numbers")
        made.append(outputs)
    return keras.Model(inputs, {name: made[tensor.call][tensor.output] for name, tensor in graph.outputs.items()})


def _use_of(
    number: int,
    call: Call,
    layers: dict[int, keras.layers.Layer],
    instead: Callable[[int, Call], keras.layers.Layer | None],
) -> Callable[..., Any]:
    """What takes the call's arguments: a layer, shared where the graph says so, or an operation."""
    replaced = instead(number, call)
    if replaced is not None:
        return lambda arguments, _: replaced(next(iter(arguments.values())))
    if call.operation.startswith("ops."):
        return _operation(call)
    if call.layer is None or call.layer not in layers:
        layer = _layer(call, f"{call.operation}_{number}")
        if call.layer is not None:
            layers[call.layer] = layer
    else:
        layer = layers[call.layer]
    return lambda arguments, others: layer(*list(arguments.values())[:1], **dict(list(arguments.items())[1:]), **others)


def _layer(call: Call, name: str) -> keras.layers.Layer:
    _require(call.operation in _LAYERS, f"{call.operation[:60]!r} is no layer that can be compared")
    kind = getattr(keras.layers, call.operation)
    config = {key: _setting(value) for key, value in call.config.items()}
    layer = kind.from_config({**config, "name": name})
    layer.trainable = call.trainable
    return layer


def _setting(value: Any) -> Any:
    """Nested layers become Keras's form of them, checked like any other; other nested objects are refused."""
    if isinstance(value, dict) and "class_name" in value:
        name = value["class_name"]
        allowed = name in _LAYERS or name in ("L1", "L2", "L1L2", "MaxNorm", "NonNeg", "UnitNorm", "MinMaxNorm")
        _require(allowed, f"{str(name)[:60]!r} is no setting that can be compared")
        module = "keras.layers" if name in _LAYERS else "keras.regularizers" if name[0] == "L" else "keras.constraints"
        config = {key: _setting(one) for key, one in value.get("config", {}).items()}
        return {"module": module, "class_name": name, "config": config, "registered_name": None}
    if isinstance(value, list):
        return [_setting(one) for one in value]
    return value


def _operation(call: Call) -> Callable[..., Any]:
    name = call.operation.removeprefix("ops.")
    _require(name in _OPERATIONS, f"{name[:60]!r} is no operation that can be compared")
    config = dict(call.config)
    if "constant" in call.arguments:
        constant = call.arguments["constant"]
        if name == "subtract_from":
            return lambda arguments, _: constant - arguments["inputs"][0]
        return lambda arguments, _: getattr(keras.ops, name)(arguments["inputs"][0], constant)
    if name == "get_item":
        return lambda arguments, others: arguments["x"][_key(others["key"])]
    return lambda arguments, others: _called(getattr(keras.ops, name), arguments, {**others, **config})


def _called(function: Callable[..., Any], arguments: dict[str, Any], others: dict[str, Any]) -> Any:
    """By name, and by position where the function has other names for its tensors than its operation."""
    by_name = arguments.keys() <= inspect.signature(function).parameters.keys()
    return function(**arguments, **others) if by_name else function(*arguments.values(), **others)


def _key(value: Any) -> Any:
    """An index as it was before it was written as plain data."""
    if isinstance(value, list):
        return tuple(_key(one) for one in value)
    if isinstance(value, dict) and "slice" in value:
        return slice(*value["slice"])
    return ... if value == "..." else value


def _arguments(call: Call, tensors: list[tuple[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The call's tensors by argument name, lists put together again, and its other arguments."""
    arguments: dict[str, Any] = {}
    for role, tensor in tensors:
        name = role.split("[")[0]
        is_list = "[" in role or len([one for one, _ in tensors if one == role]) > 1
        _require(re.fullmatch(r"\w*(\[\d+\])?", role) is not None, f"the role {role[:60]!r} can't be put together")
        if is_list:
            arguments.setdefault(name, []).append(tensor)
        else:
            arguments[name] = tensor
    if any(isinstance(value, list) for value in call.arguments.values()) and call.operation != "ops.get_item":
        _require(not {*arguments} & {*call.arguments}, "tensors and constants in one list can't be put together")
    return arguments, {name: value for name, value in call.arguments.items() if name != "constant"}


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise GraphFormatError(f"No model can be made of this graph: {otherwise}.")
