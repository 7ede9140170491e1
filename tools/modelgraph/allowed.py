"""What a model may be rebuilt of: Keras's own layers and operations, and settings that are plain data.

Whoever wrote a graph may be anybody. So nothing in it is looked up but names in these lists, and Keras is given
objects made here, never data from which it would look up classes and functions itself.
"""

import inspect
import re
from functools import cache
from typing import Any

import keras
import numpy as np

from modelgraph.errors import GraphFormatError

LONGEST_LIST = 10_000  # what Keras does with a list of sizes takes time with the square of its length

_LAYER_NAMES = """
    Activation AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
    AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
    AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate
    Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D Cropping1D Cropping2D
    Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Dot Dropout ELU EinsumDense Embedding Flatten GRU
    GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization GroupQueryAttention Identity LSTM
    LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum MultiHeadAttention
    Multiply Normalization PReLU Permute RMSNormalization ReLU RepeatVector Rescaling Reshape SeparableConv1D
    SeparableConv2D SimpleRNN Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D Subtract TimeDistributed
    UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D
"""
LAYERS = {kind.__name__: kind for kind in (getattr(keras.layers, name) for name in _LAYER_NAMES.split())}
OPERATIONS = frozenset(
    """
    absolute add all amax amin any append arccos arcsin arctan argmax argmin average average_pool broadcast_to cast
    ceil clip concatenate convert_to_tensor cos cosh cumprod cumsum diagonal diff divide dot einsum equal erf exp
    exp2 expand_dims expm1 fabs flip fliplr flipud floor floor_divide get_item greater greater_equal hstack hypot
    isfinite isnan less less_equal log log10 log1p log2 log_softmax logaddexp logical_and logical_not logical_or
    logsumexp matmul max max_pool maximum mean median min minimum mod moveaxis multiply nan_to_num negative norm
    normalize not_equal one_hot ones_like pad power prod reciprocal relu repeat reshape roll round rsqrt sigmoid
    sign sin sinh softmax softplus sort split sqrt square squeeze stack std stop_gradient subtract subtract_from sum
    swapaxes take take_along_axis tan tanh tensordot tile top_k transpose tril triu true_divide unstack var vstack
    where zeros_like celu elu gelu glu hard_sigmoid hard_silu hard_tanh leaky_relu log_sigmoid relu6 selu silu
    soft_shrink softsign sparsemax squareplus tanh_shrink threshold
    """.split()
)
DTYPES = frozenset(
    """
    bool int8 int16 int32 int64 uint8 uint16 uint32 float16 bfloat16 float32 float64 mixed_float16 mixed_bfloat16
    """.split()
)

# What a setting of that name may hold beside numbers, words and lists of them. An activation is no layer with
# weights: these would be made unseen, when the model runs.
_OBJECTS = {
    "layer|backward_layer": LAYERS,
    "activation|recurrent_activation": {
        name: LAYERS[name] for name in ("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax")
    },
    r"\w+_regularizer": {
        name: getattr(keras.regularizers, name) for name in ("L1", "L2", "L1L2", "OrthogonalRegularizer")
    },
    r"\w+_constraint": {
        name: getattr(keras.constraints, name) for name in ("MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm")
    },
}
# Settings that graphs never hold, for they don't change what is computed, or not by themselves.
_OTHERS = re.compile(r"\w*initializer|name|seed|trainable|weights|lora_\w+|quantization_config|gptq_\w+")

INFINITE = ("inf", "-inf", "nan")  # JSON has no such numbers, so they are written as words
_ARRAYS = {"b": ("bool",), "i": ("int32", "int64"), "f": ("float32", "float64", "float16")}  # the usual one first


def require(holds: bool, otherwise: str) -> None:
    """Raises GraphFormatError where it doesn't hold."""
    if not holds:
        raise GraphFormatError(f"No model can be made of this graph: {otherwise}.")


def layer_of(kind: str, config: dict[str, Any], name: str) -> keras.layers.Layer:
    """A layer of that class, settings and name. Raises GraphFormatError for what isn't allowed."""
    require(kind in LAYERS, f"{kind[:60]!r} is no layer that can be compared")
    return LAYERS[kind](**_settings(LAYERS[kind], config), name=name)


def _settings(kind: Any, config: dict[str, Any]) -> dict[str, Any]:
    for name in config:
        require(name in _setting_names(kind), f"{kind.__name__} has no setting {name[:60]!r} that can be compared")
    # Whether a recurrent layer is unrolled changes no number, and may take for ever.
    return {name: setting(name, value) for name, value in config.items() if name != "unroll"}


@cache
def _setting_names(kind: Any) -> frozenset[str]:
    names = {name for name in inspect.signature(kind).parameters if not _OTHERS.fullmatch(name)}
    return frozenset((names | {"dtype"}) - {"kwargs"})


def setting(name: str, value: Any) -> Any:
    """The setting's value as Keras takes it: plain data, or for some names an object."""
    objects = next((given for names, given in _OBJECTS.items() if re.fullmatch(names, name)), {})
    if isinstance(value, dict):
        kind: Any = value.get("class_name")
        config: Any = value.get("config")
        allowed = len(value) == 2 and isinstance(kind, str) and kind in objects and isinstance(config, dict)
        require(allowed, f"{str(value)[:60]} is nothing that {name[:60]!r} can be")
        return objects[kind](**_settings(objects[kind], config))
    require(name != "dtype" or str(value) in DTYPES, f"{str(value)[:60]!r} is no dtype that can be compared")
    if isinstance(value, list):
        _check_list(name, value)
    return float(value) if value in INFINITE else value


def constant(name: str, value: Any, dtype: str) -> Any:
    """An argument that is no tensor: a number, or the array that nested lists hold, of that dtype if it can be."""
    if value in INFINITE:
        return float(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    require(isinstance(value, list), f"{str(value)[:60]!r} is nothing that {name[:60]!r} can be")
    _check_list(name, value)
    array = np.asarray(value)
    require(array.dtype.kind in _ARRAYS, f"{name[:60]!r} holds things that are not numbers, or several kinds of them")
    dtypes = _ARRAYS[array.dtype.kind]
    return array.astype(dtype if dtype in dtypes else dtypes[0])


def index(value: Any) -> Any:
    """An index as it was before it was written as plain data."""
    if isinstance(value, list):
        _check_list("key", value)
        return tuple(map(index, value))
    if isinstance(value, dict) and isinstance(value.get("slice"), list):
        return slice(*value["slice"])
    return ... if value == "..." else value


def _check_list(name: str, values: list[Any]) -> None:
    require(len(values) <= LONGEST_LIST, f"{name[:60]!r} is a list of {len(values):,}, more than {LONGEST_LIST:,}")
    for value in values:
        if isinstance(value, list):
            _check_list(name, value)
        require(name == "key" or not isinstance(value, dict), f"{name[:60]!r} can't be a list of objects")
