"""The wordings that mean the same call, and the one that stands for them all."""

import re
from typing import Any

import msgspec

from modelgraph.graph import Call, Shape, Tensor

# The layers whose `activation` is the last thing that they do.
ACTIVATED = re.compile(r"Dense|EinsumDense|(Depthwise|Separable)?Conv[123]D(Transpose)?")

_ACTIVATION_DEFAULTS: dict[str, dict[str, Any]] = {
    "relu": {"negative_slope": 0.0, "threshold": 0.0},
    "softmax": {"axis": -1},
    "log_softmax": {"axis": -1},
    "gelu": {"approximate": False},
    "leaky_relu": {"negative_slope": 0.2},
    "elu": {"alpha": 1.0},
    "celu": {"alpha": 1.0},
    **{name: {} for name in ("sigmoid", "tanh", "relu6", "selu", "softplus", "softsign", "silu", "mish")},
}
_ACTIVATION_NAMES = {"re_lu": "relu", "ReLU": "relu", "Softmax": "softmax", "LeakyReLU": "leaky_relu", "ELU": "elu"}

# Keras's merging layers and the operations that do the same.
_MERGES = {
    "ops.add": "Add",
    "ops.subtract": "Subtract",
    "ops.multiply": "Multiply",
    "ops.maximum": "Maximum",
    "ops.minimum": "Minimum",
    "ops.concatenate": "Concatenate",
}
COMMUTATIVE = frozenset({"Add", "Multiply", "Maximum", "Minimum", "Average"})
ASSOCIATIVE = frozenset({"Add", "Multiply", "Maximum", "Minimum", "Concatenate"})
_IDENTITIES = frozenset({"Identity", "ops.convert_to_tensor"})
_ON_LAST_AXIS = frozenset(
    {"Concatenate", "ops.concatenate", "Softmax", "ops.softmax"}
    | {"BatchNormalization", "LayerNormalization", "Normalization"}
)
_ADDS_AN_AXIS = frozenset({"ops.stack", "ops.expand_dims"})
_POOLS = {"ops.max_pool": "MaxPooling", "ops.average_pool": "AveragePooling"}
_RESHAPES = frozenset({"Flatten", "Reshape", "ops.reshape"})
_GLOBAL_POOLS = {"ops.mean": "GlobalAveragePooling", "ops.max": "GlobalMaxPooling"}


def is_random(call: Call) -> bool:
    """Two calls of a noise layer on one tensor give two values."""
    return any(word in call.operation for word in ("Dropout", "Noise", "Random", "ops.shuffle"))


def rewritten(call: Call, before: list[Call], masked: bool) -> Tensor | list[Call]:
    """The call in canonical wording: one call, a chain of calls, or, where it does nothing, its source.

    `before` are the canonical calls that its sources number; `masked` says that a mask may travel along.
    """
    first = call.sources[0] if call.sources else None
    axis_shape = before[first.call].shapes[first.output] if first else ()
    if first and call.operation == "ops.cast" and call.dtypes == (before[first.call].dtypes[first.output],):
        return first
    call = _at_each_step(call, axis_shape)
    call = _pool_layer(_with_last_axis(_concatenation(call, axis_shape), axis_shape))
    call = _pool_of_all(_without_needless_padding(call, axis_shape), axis_shape)
    if first and call.operation in _RESHAPES:
        call = _without_its_ones(_with_its_batch(call, axis_shape), before[first.call])
    if "activity_regularizer" in call.config:  # a penalty on what just this layer gives
        return [call]
    if _does_nothing(call, axis_shape):
        return call.sources[0]
    if call.operation in _MERGES or call.operation in _MERGES.values() or call.operation == "Average":
        return [_merge(call)] if call.arguments.keys() <= {"x1", "x2"} else [call]
    if name := _activation(call):
        return [_activation_call(call, name)]
    if ACTIVATED.fullmatch(call.operation) and isinstance(call.config.get("activation"), str):
        return _split(call)
    if call.operation in _GLOBAL_POOLS and not masked:
        return [_global_pool(call, axis_shape)]
    if call.operation == "MultiHeadAttention":
        return [_attention(call, before)]
    return [call]


def _concatenation(call: Call, shape: Shape) -> Call:
    """`concatenate` for the operations that do it under another name."""
    if call.operation == "ops.hstack" and shape:
        axis = min(1, len(shape) - 1)
    elif call.operation == "ops.append" and len(call.sources) == 2 and isinstance(call.config.get("axis"), int):
        axis = call.config["axis"]
    else:
        return call
    return msgspec.structs.replace(call, operation="ops.concatenate", config={"axis": axis})


def _with_last_axis(call: Call, shape: Shape) -> Call:
    """`axis` from 0 up wherever a rank is known, but -1 for the last, which is left out where it is the default."""
    axis = call.config.get("axis")
    axes: list[Any] = axis if isinstance(axis, list) else [axis]
    if not shape or not axes or not all(isinstance(one, int) for one in axes):
        return call
    rank = len(call.shapes[0]) if call.operation in _ADDS_AN_AXIS else len(shape)
    axes = [_counted(one, rank) for one in axes]
    default = axes == [-1] and call.operation in _ON_LAST_AXIS
    counted = {} if default else {"axis": axes if isinstance(axis, list) else axes[0]}
    return msgspec.structs.replace(call, config=_without(call.config, "axis") | counted)


def _counted(axis: int, rank: int) -> int:
    if axis in (-1, rank - 1):
        return -1
    return axis + rank if -rank <= axis < 0 else axis


def _pool_layer(call: Call) -> Call:
    """The layer that does what a pooling operation does."""
    if call.operation not in _POOLS or call.config.get("data_format") != "channels_last":
        return call
    rank = len(call.shapes[0]) - 2
    size, strides = (_each(call.config.get(name), rank) for name in ("pool_size", "strides"))
    config: dict[str, Any] = {"pool_size": size}
    config |= {} if strides in (size, None) else {"strides": strides}
    config |= {"padding": "same"} if call.config["padding"] == "same" else {}
    sources = tuple(Tensor(one.call, one.output, "inputs") for one in call.sources)
    return Call(f"{_POOLS[call.operation]}{rank}D", sources, config, shapes=call.shapes, dtypes=call.dtypes)


def _pool_of_all(call: Call, shape: Shape) -> Call:
    """A pool whose one window is the whole of each map is a global one that keeps the axes."""
    kind = call.operation.removesuffix(f"{len(shape) - 2}D")
    is_plain = call.config.keys() <= {"pool_size", "strides"}
    if kind not in _POOLS.values() or not is_plain or call.config.get("pool_size") != list(shape[1:-1]):
        return call
    return msgspec.structs.replace(call, operation=f"Global{call.operation}", config={"keepdims": True})


def _with_its_batch(call: Call, shape: Shape) -> Call:
    """A batch is as large as what is left over, where `ops.shape` has told an unknown size of it."""
    sizes, made = call.config.get("newshape"), call.shapes[0][1:]
    if not isinstance(sizes, list) or sizes[:1] != [None] or shape.count(None) > 1 or None in made:
        return call
    return msgspec.structs.replace(call, config={**call.config, "newshape": [-1, *made]})


def _without_its_ones(call: Call, pool: Call) -> Call:
    """A global pool that keeps the axes, flattened, is one that doesn't."""
    is_pool = re.fullmatch(r"Global(Average|Max)Pooling[123]D", pool.operation) and pool.config.get("keepdims")
    if not is_pool or call.shapes != ((None, pool.shapes[0][-1]),):
        return call
    return msgspec.structs.replace(pool, config=_without(pool.config, "keepdims"), shapes=call.shapes)


def _each(size: Any, rank: int) -> Any:
    """A size for each axis."""
    return [size] * rank if isinstance(size, int) else size


def _without_needless_padding(call: Call, shape: Shape) -> Call:
    if "padding" not in call.config or not padding_is_needless(call, shape):
        return call
    return msgspec.structs.replace(call, config=_without(call.config, "padding"))


def padding_is_needless(call: Call, shape: Shape) -> bool:
    """Whether `same` and `valid` are one for a call on a tensor of that shape: no window reaches over the edge."""
    window: Any = call.config.get("kernel_size", call.config.get("pool_size"))
    if not window or len(shape) != len(window) + 2:
        return False
    strides = strides_of(call)
    if call.operation.endswith("Transpose"):
        return bool(window == strides) and "output_padding" not in call.config
    dilation = call.config.get("dilation_rate", [1] * len(window))
    return all(map(_fits, shape[1:-1], window, strides, dilation))


def strides_of(call: Call) -> Any:
    """By how much a window moves along each axis: a pool that isn't told by its size, a convolution by 1."""
    kernel = call.config.get("kernel_size")
    return call.config.get("strides", [1] * len(kernel) if kernel else call.config.get("pool_size"))


def _fits(length: int | None, window: int, stride: int, dilation: int) -> bool:
    """Whether windows of that size cover an axis without reaching over its end."""
    reach = (window - 1) * dilation
    return reach == 0 or (length is not None and ((length - 1) // stride) * stride + reach < length)


def _without(config: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in config.items() if name not in names}


def _does_nothing(call: Call, shape: Shape) -> bool:
    if len(call.sources) != 1 or len(call.shapes) != 1:
        return False
    reshaped = call.operation in _RESHAPES and call.shapes == (shape,) and shape.count(None) == 1
    single_merge = call.operation in ASSOCIATIVE | {"Average"} and not call.arguments
    linear = call.operation in ("Activation", "ops.linear") and call.config.get("activation", "linear") == "linear"
    silent = is_random(call) and 0 in (call.config.get("rate"), call.config.get("stddev"))
    return call.operation in _IDENTITIES or linear or single_merge or silent or reshaped


def _merge(call: Call) -> Call:
    """A merging layer, operation or operator."""
    if len(call.sources) < 2:  # with a constant: x * 2 is 2 * x
        constant = call.arguments.get("x1", call.arguments.get("x2"))
        swapped = call.operation == "ops.subtract" and "x1" in call.arguments
        name = "ops.subtract_from" if swapped else call.operation
        return msgspec.structs.replace(
            call, operation=name, arguments={"constant": constant}, sources=merged(call.sources)
        )
    operation = _MERGES.get(call.operation, call.operation)
    config = {name: value for name, value in call.config.items() if name in ("axis", "dtype")}
    return Call(operation, merged(call.sources), config, shapes=call.shapes, dtypes=call.dtypes)


def merged(sources: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The sources as those of one merge."""
    return tuple(Tensor(one.call, one.output, f"inputs[{index}]") for index, one in enumerate(sources))


def _activation(call: Call) -> str | None:
    """The name of the activation that the call is, at its default settings."""
    if call.operation == "Activation":
        name = call.config.get("activation")
        return name if isinstance(name, str) else None
    name = call.operation.removeprefix("ops.")
    name = _ACTIVATION_NAMES.get(name, name)
    defaults = _ACTIVATION_DEFAULTS.get(name)
    if defaults is None or len(call.sources) != 1 or call.arguments:
        return None
    return name if all(defaults.get(key) == value for key, value in call.config.items()) else None


def _activation_call(like: Call, name: str) -> Call:
    sources = tuple(Tensor(one.call, one.output, "x") for one in like.sources)
    return Call("Activation", sources, {"activation": name}, shapes=like.shapes, dtypes=like.dtypes)


def _split(call: Call) -> list[Call]:
    """Dense(activation="relu") is Dense, then relu."""
    name = call.config["activation"]
    layer = msgspec.structs.replace(call, config=_without(call.config, "activation"))
    return [layer] if name == "linear" else [layer, _activation_call(call, name)]


def _global_pool(call: Call, shape: Shape) -> Call:
    axes = [axis % len(shape) for axis in call.config.get("axis", [])]
    if axes != list(range(1, len(shape) - 1)) or not 3 <= len(shape) <= 5 or "initial" in call.config:
        return call
    name = f"{_GLOBAL_POOLS[call.operation]}{len(shape) - 2}D"
    config = {"keepdims": True} if call.config.get("keepdims") else {}
    sources = tuple(Tensor(one.call, one.output, "inputs") for one in call.sources)
    return Call(name, sources, config, shapes=call.shapes, dtypes=call.dtypes)


def without_scores(call: Call) -> Call:
    """Attention whose scores nobody takes is attention that doesn't give them."""
    if "return_attention_scores" not in call.arguments:
        return call
    arguments = _without(call.arguments, "return_attention_scores")
    return msgspec.structs.replace(call, arguments=arguments, shapes=call.shapes[:1], dtypes=call.dtypes[:1])


def _at_each_step(call: Call, shape: Shape) -> Call:
    """A Dense is the same at each step by itself as through TimeDistributed."""
    layer = call.config.get("layer") if call.operation == "TimeDistributed" and len(shape) > 2 else None
    config = layer.get("config") if isinstance(layer, dict) and layer.get("class_name") == "Dense" else None
    if not isinstance(config, dict) or call.arguments:
        return call
    return msgspec.structs.replace(call, operation="Dense", config=config)


def _attention(call: Call, before: list[Call]) -> Call:
    """The key defaults to the value, and attention runs over all axes between batch and channels.

    It gives as many channels as the query has.
    """
    by_role = {source.role: source for source in call.sources}
    key, value = by_role.get("key"), by_role.get("value")
    if key and value and (key.call, key.output) == (value.call, value.output):
        del by_role["key"]
    config = dict(call.config)
    queried, attended = (before[one.call].shapes[one.output] for one in (call.sources[0], value or call.sources[0]))
    if config.get("attention_axes") == list(range(1, len(attended) - 1)):
        del config["attention_axes"]
    if "output_shape" in config and config["output_shape"] in (*queried[-1:], list(queried[-1:])):
        del config["output_shape"]
    return msgspec.structs.replace(call, config=config, sources=tuple(by_role.values()))
