"""`model_of`: a Keras model made from a graph, the way back from `graph_of`.

Only what `allowed` lists is used, so that nothing of whoever wrote the graph is run; and nothing is allocated
before it is known to be of a sensible size.
"""

import inspect
import math
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import keras

from modelgraph.allowed import DTYPES, OPERATIONS, constant, index, layer_of, require, setting
from modelgraph.errors import GraphFormatError
from modelgraph.graph import Call, Graph, Input, Tensor

MOST_CALLS = 1_000  # Keras follows a model call by call, by recursion, and not many more
MOST_AXES = 16
MOST_PARAMETERS = 60_000_000
MOST_NUMBERS = 100_000_000  # in all tensors together, for as many examples and lengths as these
EXAMPLES, LENGTH = 2, 320  # a length that can be halved often; `same_function` runs no longer ones
MOST_STEPS = 2_000  # of what goes step by step
LONGEST_SENTENCE = 400  # characters of an error

_WIDE = frozenset({"SeparableConv1D", "SeparableConv2D", "CategoryEncoding"})
_STEPWISE = re.compile(r"LSTM|GRU|SimpleRNN|ConvLSTM[12]D|Bidirectional|TimeDistributed")

Instead = Callable[[int, Call], keras.layers.Layer | None]
Use = Callable[..., Any]


def model_of(graph: Graph, instead: Instead = lambda *_: None) -> keras.Model:
    """A functional model whose graph is this one, with new weights and its heads in a dict.

    Its layers are named by kind and by the number of their first call, as `Dense_7`.
    `instead` may give, by number and call, another layer to use. Raises GraphFormatError for a layer, operation or
    setting that isn't allowed or that Keras refuses, and where there would be too many weights or numbers.

    >>> import keras
    >>> from modelgraph import differences, graph_of
    >>> x = keras.Input((4,), name="x")
    >>> graph = graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))
    >>> differences(graph_of(model_of(graph)), graph)
    ()
    """
    try:
        require(len(graph.calls) <= MOST_CALLS, f"{len(graph.calls):,} calls are more than {MOST_CALLS:,}")
        with keras.StatelessScope(initialize_variables=False):  # in it, making a layer's weights allocates nothing
            model = _Rebuilding(graph, instead).model()
            parameters = sum(math.prod(weight.shape) for weight in model.weights)
            require(parameters <= MOST_PARAMETERS, f"{parameters:,} parameters are more than {MOST_PARAMETERS:,}")
        with keras.StatelessScope():
            pass  # leaving a scope makes the weights
    except Exception as error:
        keras.utils.clear_session(free_memory=False)  # forgets the weights that were not made
        told = str(error) if isinstance(error, GraphFormatError) else f"No model can be made of this graph: {error}"
        raise GraphFormatError(told[:LONGEST_SENTENCE]) from None
    return model


class _Rebuilding:
    """Makes each call in turn, and beside it stand-ins whose every size is known, to count what running takes."""

    def __init__(self, graph: Graph, instead: Instead) -> None:
        self._graph, self._instead = graph, instead
        self._layers: dict[int, keras.layers.Layer] = {}
        self._made: list[list[Any]] = []
        self._sized: list[list[Any]] = []
        self._numbers = 0

    def model(self) -> keras.Model:
        inputs = [self._input(*one) for one in enumerate(self._graph.inputs)]
        for number, call in list(enumerate(self._graph.calls))[len(inputs) :]:
            try:
                self._make(number, call)
            except GraphFormatError:
                raise
            except Exception as error:
                reason = str(error).split("Exception encountered: ")[-1]  # without where Keras was when it found out
                raise GraphFormatError(f"Call {number}, {call.operation[:60]}, can't be made: {reason}") from None
        return keras.Model(inputs, {name: _at(self._made, tensor) for name, tensor in self._graph.outputs.items()})

    def _input(self, number: int, given: Input) -> keras.KerasTensor:
        require(given.dtype in DTYPES, f"{given.dtype[:60]!r} is no dtype of an input")
        tensor = keras.Input(given.shape, dtype=given.dtype, name=given.name)
        sizes = [LENGTH if size is None else size for size in given.shape]
        self._add(number, [tensor], [keras.KerasTensor((EXAMPLES, *sizes), given.dtype)])
        return tensor

    def _make(self, number: int, call: Call) -> None:
        sized = [_at(self._sized, source) for source in call.sources]
        shapes = [tuple(one.shape) for one in sized]
        stepwise = _STEPWISE.fullmatch(call.operation) is not None
        require(not stepwise or shapes[0][1] <= MOST_STEPS, f"call {number} takes more than {MOST_STEPS:,} steps")
        self._count(number, _numbers_inside(call.operation, call.config, shapes))
        use, use_sized = self._uses(number, call)
        made = use(*_arguments(call, [_at(self._made, source) for source in call.sources]))
        known = keras.tree.map_structure(partial(_known, call, shapes), use_sized(*_arguments(call, sized)))
        self._add(number, made, known)

    def _add(self, number: int, made: Any, sized: Any) -> None:
        """Keeps a call's outputs. Raises GraphFormatError where they would hold too many numbers."""
        self._made.append(keras.tree.flatten(made))
        self._sized.append(keras.tree.flatten(sized))
        where = f"call {number}, {self._graph.calls[number].operation[:60]}"
        for one in self._sized[-1]:
            require(len(one.shape) <= MOST_AXES, f"{where}, gives {len(one.shape):,} axes, more than {MOST_AXES}")
            require(None not in one.shape, f"{where}, gives nobody knows how many numbers")
            self._count(number, math.prod(one.shape))

    def _count(self, number: int, numbers: int) -> None:
        self._numbers += numbers
        operation = self._graph.calls[number].operation[:60]
        told = f"call {number}, {operation}, makes it more than {MOST_NUMBERS:,} numbers in all tensors"
        require(self._numbers <= MOST_NUMBERS, told)

    def _uses(self, number: int, call: Call) -> tuple[Use, Use]:
        """What takes the call's arguments, and what takes them to tell the sizes."""
        layer = self._instead(number, call)
        if layer is not None:
            return (lambda given, _: layer(_first(given))), (lambda given, _: layer.compute_output_spec(_first(given)))
        if call.operation.startswith("ops."):
            use = _operation(call)
            return use, use
        if call.layer is None or call.layer not in self._layers:
            layer = layer_of(call.operation, call.config, f"{call.operation}_{number}")
            layer.trainable = call.trainable
            if call.layer is not None:
                self._layers[call.layer] = layer
        else:
            layer = self._layers[call.layer]
        return _called(layer), _called(layer.compute_output_spec)


def _known(call: Call, shapes: list[tuple[int, ...]], tensor: Any) -> Any:
    """An EinsumDense may leave to what it is given how long an axis is."""
    if call.operation != "EinsumDense":
        return tensor
    longest = max(shapes[0])
    return keras.KerasTensor([longest if size is None else size for size in tensor.shape], tensor.dtype)


def _numbers_inside(kind: str, config: dict[str, Any], shapes: list[tuple[int, ...]]) -> int:
    """How many numbers a layer makes, at most, that it doesn't give; `shapes` are those of what it takes."""
    if isinstance(inner := config.get("layer"), dict):
        return 2 * _numbers_inside(inner["class_name"], inner["config"], shapes)
    given, places = math.prod(shapes[0]), math.prod(shapes[0][:-1])
    if kind.endswith("Attention"):
        heads, width = _size(config, "num_heads", "num_query_heads"), _size(config, "key_dim", "head_dim")
        scores = places * max(math.prod(shape[1:-1]) for shape in shapes)
        each = shapes[0][-1] if kind == "AdditiveAttention" else heads
        return scores * each + 4 * places * heads * max(width, _size(config, "value_dim"))
    if kind in ("LSTM", "GRU", "SimpleRNN"):
        return 4 * places * _size(config, "units")
    if kind.startswith("ConvLSTM"):
        return 4 * given * _size(config, "filters")
    if kind == "Normalization":
        return 20 * given  # it puts its numbers into shape at once, when it is made
    return given * _size(config, "depth_multiplier", "num_tokens") if kind in _WIDE else 0


def _size(config: dict[str, Any], *names: str) -> int:
    """The setting of one of these names; 1 if there is none."""
    found = {name: config[name] for name in names if name in config}
    for name, value in found.items():
        sensible = isinstance(value, int) and value > 0  # or it would make room for others
        require(sensible, f"{name!r} is {str(value)[:60]!r}; a whole number above 0 was wanted")
    return next(iter(found.values()), 1)


def _called(function: Callable[..., Any]) -> Use:
    """The function, given its first argument by position and the others by name."""
    return lambda given, others: function(_first(given), **dict(list(given.items())[1:]), **others)


def _first(given: dict[str, Any]) -> Any:
    return next(iter(given.values()))


def _operation(call: Call) -> Use:
    """The operation, given its tensors by name, or by position where the function has other names for them."""
    name = call.operation.removeprefix("ops.")
    require(name in OPERATIONS, f"{name[:60]!r} is no operation that can be compared")
    if name == "get_item":
        return lambda given, others: given["x"][others["key"]]
    if name == "subtract_from":
        return lambda given, others: keras.ops.subtract(others["constant"], given["inputs"][0])
    function = getattr(keras.ops, name)
    if "constant" in call.arguments:
        return lambda given, others: function(given["inputs"][0], others["constant"])
    config = {key: setting(key, value) for key, value in call.config.items()}
    if name == "einsum":
        require(len(call.sources) <= 2, "einsum can be compared for two tensors only")
        return lambda given, others: function(config["subscripts"], *given["operands"], **others)
    parameters = inspect.signature(function).parameters

    def use(given: dict[str, Any], others: dict[str, Any]) -> Any:
        parts = _parts(name, _first(given), {**others, **config})
        require(parts in (None, len(call.shapes)), f"{call.operation} gives {parts} tensors, not {len(call.shapes)}")
        by_name = given.keys() <= parameters.keys()
        return function(**given, **others, **config) if by_name else function(*given.values(), **others, **config)

    return use


def _parts(name: str, tensor: Any, settings: dict[str, Any]) -> int | None:
    """How many tensors are made of one, if settings say it by a number: there may be millions."""
    if name == "unstack":
        return int(settings.get("num") or tensor.shape[settings.get("axis", 0)])
    parts = settings.get("indices_or_sections")
    return parts if isinstance(parts, int) else None


def _at(outputs: list[list[Any]], tensor: Tensor) -> Any:
    made = outputs[tensor.call]
    require(tensor.output < len(made), f"call {tensor.call} gives {len(made)} tensors, not {tensor.output + 1}")
    return made[tensor.output]


def _arguments(call: Call, tensors: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The call's tensors by argument name, lists put together again, and its other arguments."""
    given: dict[str, Any] = {}
    roles = [source.role for source in call.sources]
    for role, tensor in zip(roles, tensors, strict=True):
        require(re.fullmatch(r"\w*(\[\d+\])?", role) is not None, f"the role {role[:60]!r} can't be put together")
        name = role.split("[")[0]
        if "[" in role or roles.count(role) > 1:
            given.setdefault(name, []).append(tensor)
        else:
            given[name] = tensor
    require(not {*given} & {*call.arguments}, "tensors and constants in one list can't be put together")
    return given, {name: _other(call, name, value) for name, value in call.arguments.items()}


def _other(call: Call, name: str, value: Any) -> Any:
    return index(value) if name == "key" else constant(name, value, call.dtypes[0])
