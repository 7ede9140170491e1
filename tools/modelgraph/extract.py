"""`graph_of`: the calls that lead from a model's inputs to its outputs.

Reads Keras's private attributes `_keras_history`, `_keras_mask`, `_inbound_nodes`, `_outbound_nodes` and
`_flatten_layers`, and sets those in `_call_attributes`; checked on Keras 3.15.1. Of the other modules only `losses`
reads private ones.
"""

import contextlib
import functools
import math
from collections.abc import Iterator, Mapping
from inspect import signature
from typing import Any, NamedTuple

import keras
import msgspec

from modelgraph.canonical import canonical
from modelgraph.errors import NotAModelError, UntraceableError
from modelgraph.graph import Call, Graph, Input, Tensor
from modelgraph.losses import losses_of
from modelgraph.outline import outline
from modelgraph.rewrite import is_random
from modelgraph.settings import (
    Training,
    arguments_of,
    cleaned,
    config_of,
    derived_from,
    is_kerass,
    kind_of,
    operation_of,
    own_activation,
    taken,
)


def graph_of(model: keras.Model, inputs: Mapping[str, keras.KerasTensor] | None = None) -> Graph:
    """The model's graph, nested models and custom layers inlined.

    A subclassed model has no inputs of its own before it is called: `inputs` gives them by name, as
    `keras.Input`s, and the model's `call` gets them as a dict. A functional model keeps its own.

    Raises NotAModelError for anything but a `keras.Model`, and UntraceableError where `call` fails on
    symbolic inputs or an output doesn't come from the inputs.

    >>> import keras
    >>> x = keras.Input((4,), name="x")
    >>> graph = graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)}))
    >>> graph.input_specs, graph.output_specs, graph.parameters
    ({'x': '(4,) float32'}, {'y': '(3,) float32'}, 15)
    """
    return graph_and_layers(model, inputs)[0]


def graph_and_layers(
    model: keras.Model, inputs: Mapping[str, keras.KerasTensor] | None = None
) -> tuple[Graph, list[keras.layers.Layer]]:
    """The model's graph, and its layers in the order of their numbers in the graph. Raises as `graph_of`."""
    if not isinstance(model, keras.Model):
        raise NotAModelError(f"A keras.Model was wanted; found {_described(model)}.")
    if not hasattr(model, "_inbound_nodes"):
        raise NotAModelError(f"{type(model).__name__} isn't made to its end: its __init__ calls no super().__init__().")
    with _call_records_kept(model, inputs or {}):
        reading = _read(model, inputs, Training(False))
        if reading.asking:
            reading = _as_in_training(reading, _read(model, inputs, Training(True)))
        parameters = sum(math.prod(weight.shape) for weight in model.weights)
        by_name = not is_functional(model) or isinstance(_outputs(model), dict)
        losses, error = losses_of(model, reading.outputs, by_name)
        graph = msgspec.structs.replace(reading.graph, parameters=parameters, losses=losses, loss_error=error)
        return graph, reading.layers


class _Reading(NamedTuple):
    """The graph that a model is in training or in use, its layers, its outputs by head name, and who asks which."""

    graph: Graph
    layers: list[keras.layers.Layer]
    outputs: dict[str, keras.KerasTensor]
    asking: set[str]


def _read(model: keras.Model, inputs: Mapping[str, keras.KerasTensor] | None, training: Training) -> _Reading:
    tracer = _Tracer(training)
    names, tensors, outputs = _ends(model, inputs, tracer)
    extraction = _Extraction(names, tensors, tracer)
    return _Reading(extraction.graph(outputs), extraction.layers, outputs, tracer.asking)


def _as_in_training(used: _Reading, trained: _Reading) -> _Reading:
    """What was read as in training, if it has noise that isn't there in use; else what was read as in use.

    Raises UntraceableError if they differ in more than noise.
    """
    if canonical(used.graph) == canonical(trained.graph):
        return used
    if canonical(_without_noise(used.graph)) == canonical(_without_noise(trained.graph)):
        return trained
    in_training, afterwards = outline(trained.graph), outline(used.graph)
    first = next(name for name in {**in_training, **afterwards} if in_training.get(name) != afterwards.get(name))
    then, later = (f"`{lines[first]}`" if first in lines else "not there" for lines in (in_training, afterwards))
    raise UntraceableError(
        f"{' or '.join(sorted(used.asking))} computes something else while it is trained than afterwards:"
        f" then `{first}` is {then}, afterwards {later}.\n"
        "Only noise, such as Dropout's, may depend on `training`."
    )


def _without_noise(graph: Graph) -> Graph:
    calls = (Call("Identity", one.sources, shapes=one.shapes) if is_random(one) else one for one in graph.calls)
    return msgspec.structs.replace(graph, calls=tuple(calls))


def _described(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, keras.KerasTensor):
        return f"a tensor of shape {value.shape}"
    if isinstance(value, tuple | list | dict):
        return f"a {type(value).__name__} of {len(value)}"
    return f"a {type(value).__name__}"


@contextlib.contextmanager
def _call_records_kept(model: keras.Model, inputs: Mapping[str, keras.KerasTensor]) -> Iterator[None]:
    """Tracing calls the model's layers, and Keras records each call on them: forget these again."""
    operations = [tensor._keras_history.operation for tensor in inputs.values()]
    operations += [*model._flatten_layers(), *getattr(model, "operations", [])]
    records = [kept for one in operations for kept in (one._inbound_nodes, one._outbound_nodes)]
    lengths = [len(record) for record in records]
    try:
        yield
    finally:
        for record, length in zip(records, lengths, strict=True):
            del record[length:]


def _ends(
    model: keras.Model, inputs: Mapping[str, keras.KerasTensor] | None, tracer: "_Tracer"
) -> tuple[list[str], list[keras.KerasTensor], dict[str, keras.KerasTensor]]:
    """The names and tensors of the inputs, and the outputs by head name."""
    if is_functional(model):
        by_key = not isinstance(model, keras.Sequential) and isinstance(model.input, dict)
        given = model.input if by_key else {tensor.name: tensor for tensor in model.inputs}
        return list(given), list(given.values()), _named(_outputs(model))
    if not inputs:
        raise UntraceableError(
            f"{type(model).__name__} is a subclassed model, so its graph exists only when it is called;"
            " pass the inputs to call it with, as graph_of(model, {'name': keras.Input(...)})."
        )
    names, tensors = list(inputs), list(inputs.values())
    if not model.built and not is_kerass(type(model).build):
        model.build({name: tensor.shape for name, tensor in inputs.items()})
    return names, tensors, _named(tracer.traced(model, (dict(inputs),), {}))


def style_of(model: keras.Model) -> str:
    """How the model is made: "sequential", "functional" or "subclassed".

    >>> import keras
    >>> style_of(keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]))
    'sequential'
    """
    if not is_functional(model):
        return "subclassed"
    return "sequential" if isinstance(model, keras.Sequential) else "functional"


def is_functional(model: keras.Model) -> bool:
    """A model made of tensors, and not a subclass of one whose own `call` does something else."""
    return bool(getattr(model, "inputs", None)) and is_kerass(type(model).call)


def head_names(model: keras.Model) -> list[str]:
    """The names of a functional model's heads, in the order in which it returns them."""
    return list(_named(_outputs(model)))


def _outputs(model: keras.Model) -> Any:
    return model.outputs if isinstance(model, keras.Sequential) else model.output


def _named(outputs: Any) -> dict[str, keras.KerasTensor]:
    """Outputs by head name: a dict's keys, else the name of the layer that makes each."""
    if isinstance(outputs, dict):
        return {str(name): tensor for name, tensor in outputs.items()}
    tensors = keras.tree.flatten(outputs)
    named: dict[str, keras.KerasTensor] = {}
    for tensor in tensors:
        name = tensor._keras_history.operation.name if hasattr(tensor, "_keras_history") else "?"
        # One layer may make several heads: its second is told apart as its second call would be.
        same = sum(other.split("#")[0] == name for other in named)
        named[f"{name}#{same + 1}" if same else name] = tensor
    return named


class _Tracer:
    """Runs `call`s on symbolic tensors, as in training or in use, and notes whose own ones are `asking` which."""

    def __init__(self, training: Training) -> None:
        self._training = training
        self._bare: dict[int, keras.layers.Layer] = {}
        self.asking: set[str] = set()

    def traced(self, layer: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What the layer's own `call` makes of symbolic tensors, made of the calls inside it."""
        kind, wanted = type(layer), signature(layer.call)
        kwargs, names = taken(wanted, kwargs), list(wanted.parameters)
        if "training" in names:
            if not is_kerass(kind.call):
                self.asking.add(kind.__name__)
            default = wanted.parameters["training"].default
            is_open = kwargs.get("training") in (None, default) and names.index("training") >= len(args)
            if is_open:  # in a functional model Keras records the default as if it had been given
                kwargs = {**kwargs, "training": self._training}
        with self._super_recorded(layer):
            return _called(f"call() of {kind.__name__} {layer.name!r}", layer.call, args, kwargs)

    @contextlib.contextmanager
    def _super_recorded(self, layer: Any) -> Iterator[None]:
        """Has `super().call(...)` in a layer derived from one of Keras's be a call of that one, with its weights.

        So it is where nothing else of that one is defined anew, which its `call` might use.
        """
        base, anew = derived_from(layer)
        if base is keras.layers.Layer or issubclass(base, keras.Model) or anew - {"compute_output_shape"} != {"call"}:
            yield
            return
        bare, call = self._bare.setdefault(id(layer), object.__new__(base)), base.call
        vars(bare).update(vars(layer), **_call_attributes(bare))

        @functools.wraps(call)
        def recorded(one: Any, *args: Any, **kwargs: Any) -> Any:
            return bare(*args, **kwargs) if one is layer else call(one, *args, **kwargs)

        base.call = recorded
        try:
            yield
        finally:
            base.call = call


def _call_attributes(layer: keras.layers.Layer) -> dict[str, Any]:
    """The attributes in which Keras keeps what a layer's `call` takes."""
    wanted = signature(layer.call)
    names = list(wanted.parameters)
    return {
        "_call_signature": wanted,
        "call_signature_parameters": names,
        "_call_has_training_arg": "training" in names,
        "_call_has_mask_arg": "mask" in names,
        "_call_has_context_arg": {"training": "training" in names},
    }


def _called(found: str, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    try:
        outputs = function(*args, **kwargs)
    except Exception as error:
        told = f"{found} raised {type(error).__name__}: {error}"
        if not isinstance(error, NameError | KeyError):  # whose cause is another
            told += (
                "\nIt was given symbolic inputs, which pass through Keras layers and keras.ops, not through tf.* calls,"
                " add_loss or an `if` on a tensor's values; a batch's size is None there."
            )
        raise UntraceableError(told) from error
    if not keras.tree.flatten(outputs) or any(
        not isinstance(one, keras.KerasTensor) for one in keras.tree.flatten(outputs)
    ):
        raise UntraceableError(f"{found} returned {_described(outputs)}; tensors were wanted.")
    return outputs


class _Extraction:
    """Follows tensors back to the inputs and numbers each call after those that it depends on."""

    def __init__(self, names: list[str], tensors: list[keras.KerasTensor], tracer: _Tracer) -> None:
        self._tracer = tracer
        self._inputs = tuple(
            Input(name, tuple(tensor.shape[1:]), str(tensor.dtype)) for name, tensor in zip(names, tensors, strict=True)
        )
        self._calls: list[Call] = []
        self._known: dict[int, Tensor] = {}
        self._inlined: dict[int, list[keras.KerasTensor]] = {}
        self._layer_numbers: dict[int, int] = {}
        self._kept: list[keras.KerasTensor] = []
        self.layers: list[keras.layers.Layer] = []
        for tensor in tensors:
            self._add(Call("Input"), [tensor])

    def graph(self, outputs: dict[str, keras.KerasTensor]) -> Graph:
        named = {name: self._resolved(tensor) for name, tensor in outputs.items()}
        return Graph(self._inputs, tuple(self._calls), named)

    def _resolved(self, wanted: keras.KerasTensor) -> Tensor:
        waiting = [wanted]  # a stack, not recursion: a chain may be thousands of calls long
        while waiting:
            tensor = waiting[-1]
            missing = [] if id(tensor) in self._known else self._advance(tensor)
            waiting.extend(missing)
            if not missing:
                waiting.pop()
        return self._known[id(wanted)]

    def _advance(self, tensor: keras.KerasTensor) -> list[keras.KerasTensor]:
        """Makes the tensor known, or returns the tensors that must be known before it can be."""
        node = _node_of(tensor)
        given = [*node.input_tensors, *(mask for _, mask in _masks_of(node))]
        missing = [source for source in given if id(source) not in self._known]
        if missing:
            return missing
        function = own_activation(node.operation)
        if function is None and not _is_composite(node.operation):
            self._add(self._call(node), node.outputs)
            return []
        if id(node) not in self._inlined:
            made = (
                self._activated(node, function)
                if function
                else self._tracer.traced(node.operation, node.arguments.args, node.arguments.kwargs)
            )
            self._inlined[id(node)] = keras.tree.flatten(made)
        inside = self._inlined[id(node)]
        missing = [one for one in inside if id(one) not in self._known]
        if not missing:
            regularizer = keras.regularizers.serialize(getattr(node.operation, "activity_regularizer", None))
            penalty = cleaned({"activity_regularizer": regularizer})
            for outer, inner in zip(node.outputs, inside, strict=True):
                source = self._known[id(outer)] = self._known[id(inner)]
                if penalty:
                    self._add(Call("Identity", (Tensor(source.call, source.output, "inputs"),), penalty), [outer])
        return missing

    def _activated(self, node: Any, function: Any) -> Any:
        """The layer without its activation, and what a function that Keras doesn't know makes of it."""
        bare = node.input_tensors
        if not isinstance(node.operation, keras.layers.Activation):
            call = self._call(node)
            config = {name: value for name, value in call.config.items() if name != "activation"}
            bare = [keras.KerasTensor(one.shape, one.dtype) for one in node.outputs]
            self._kept += bare  # for they are known by their ids
            self._add(msgspec.structs.replace(call, config=config), bare)
        return _called(f"The activation of {node.operation.name!r}", function, (bare[0],), {})

    def _call(self, node: Any) -> Call:
        operation = node.operation
        roles, arguments = arguments_of(operation, node.arguments.args, node.arguments.kwargs)
        roles += _masks_of(node)
        sources = [self._known[id(tensor)] for _, tensor in roles]
        weights = getattr(operation, "weights", [])
        return Call(
            operation_of(operation),
            tuple(Tensor(source.call, source.output, role) for source, (role, _) in zip(sources, roles, strict=True)),
            config_of(operation),
            arguments,
            self._layer_number(operation) if weights else None,
            not weights or bool(operation.trainable_weights),
        )

    def _layer_number(self, layer: keras.layers.Layer) -> int:
        if id(layer) not in self._layer_numbers:
            self._layer_numbers[id(layer)] = len(self.layers)
            self.layers.append(layer)
        return self._layer_numbers[id(layer)]

    def _add(self, call: Call, outputs: list[keras.KerasTensor]) -> None:
        number = len(self._calls)
        shapes = tuple(tuple(one.shape) for one in outputs)
        dtypes = tuple(str(one.dtype) for one in outputs)
        self._calls.append(msgspec.structs.replace(call, shapes=shapes, dtypes=dtypes))
        for index, tensor in enumerate(outputs):
            self._known[id(tensor)] = Tensor(number, index)


def _node_of(tensor: keras.KerasTensor) -> Any:
    history = getattr(tensor, "_keras_history", None)
    if history is None or history.operation is None or isinstance(history.operation, keras.layers.InputLayer):
        raise UntraceableError(
            f"An output depends on a tensor of shape {tensor.shape} that doesn't come from the model's inputs."
        )
    return history.operation._inbound_nodes[history.node_index]


def _masks_of(node: Any) -> list[tuple[str, keras.KerasTensor]]:
    """The masks that a call takes along with its tensors, by role: Keras leaves them out of what it records."""
    if all(getattr(tensor, "_keras_mask", None) is None for tensor in node.input_tensors):
        return []
    roles = dict(arguments_of(node.operation, node.arguments.args, node.arguments.kwargs)[0])
    masks = {f"{role}_mask": getattr(tensor, "_keras_mask", None) for role, tensor in roles.items()}
    wanted = signature(node.operation.call).parameters.keys() - roles.keys()
    return [(name, mask) for name, mask in masks.items() if name in wanted and mask is not None]


def _is_composite(operation: Any) -> bool:
    """Nested models, Lambdas and layers that are not Keras's own: their `call` is followed inside."""
    if isinstance(operation, keras.Model | keras.layers.Lambda):
        return True
    return isinstance(operation, keras.layers.Layer) and not is_kerass(kind_of(operation))
