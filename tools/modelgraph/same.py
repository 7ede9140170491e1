"""`same_function`: where the canonical forms of two graphs differ, numbers decide.

Both are rebuilt from Keras's own parts, given the same random weights and inputs, and must agree in what they
give, in every weight's gradient and in every input's influence. What numbers can't see must agree as data.
"""

import itertools
import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import keras
import msgspec
import numpy as np
import tensorflow as tf

from modelgraph.canonical import canonical
from modelgraph.differences import differences, is_same
from modelgraph.errors import GraphFormatError
from modelgraph.graph import Call, Graph
from modelgraph.matching import paired
from modelgraph.rebuild import model_of
from modelgraph.rewrite import is_random

BATCH = 2
LENGTHS = (5, 67, 299)  # tried in turn where an axis has no length of its own: some models need long sequences
MOST_WORDS = 7  # of an Embedding; more would be rows that nothing looks up
MOST_ORDERS = 24  # in which layers that are alike are given each other's weights
SCALES = (1.0, 10.0)  # of inputs, vectors and biases: what is not linear shows near zero or far from it
MOST_TURNED = 4  # of a group of layers that are alike; the others stay as they answer to each other
TOLERANCE = 1e-7  # of a tensor's largest number; all is computed in float64
SMALLEST = 1e-12  # what is below counts as zero
FAINTEST = 1e-8  # a gradient below it is too small to be told from another

# Settings that change what a layer gives and neither its weights nor how they learn: numbers decide about these.
SEEN_BY_NUMBERS = frozenset({"activation", "padding", "strides", "dilation_rate", "return_sequences", "return_state"})

Arrays = dict[str, np.ndarray]
Seeds = dict[int, int]


class Comparison(msgspec.Struct, frozen=True):
    """Whether a graph is its target, if perhaps in other words, and if not, the sentences that say where it isn't."""

    same: bool
    in_other_words: bool = False
    differences: list[str] = []


def compare(actual: Graph, target: Graph) -> Comparison:
    """The whole judgement on a graph: the same by construction, the same function in other words, or neither.

    >>> from modelgraph import graph_of
    >>> x, y = keras.Input((4,), name="x"), keras.Input((4,), name="y")
    >>> distance = graph_of(keras.Model([x, y], {"d": keras.ops.absolute(x - y)}))
    >>> compare(graph_of(keras.Model([x, y], {"d": keras.ops.maximum(x - y, y - x)})), distance)
    Comparison(same=True, in_other_words=True, differences=[])
    """
    found = differences(actual, target)
    if not found:
        return Comparison(same=True)
    if same_function(actual, target):
        return Comparison(same=True, in_other_words=True)
    return Comparison(same=False, differences=[str(one) for one in found])


def same_function(actual: Graph, target: Graph) -> bool:
    """Whether both compute the same, learn the same and are trained the same, in whatever words.

    False, too, where the actual graph can't be rebuilt from Keras's own layers and operations.

    >>> from modelgraph import graph_of
    >>> x = keras.Input((4,), name="x")
    >>> dropped = keras.Model(x, {"y": keras.layers.Dense(3)(keras.layers.Dropout(0.5)(x))})
    >>> same_function(graph_of(dropped), graph_of(keras.Model(x, {"y": keras.layers.Dense(3)(x)})))
    False
    """
    return is_same(actual, target) or agreeing_layers(actual, target) is not None


def agreeing_layers(actual: Graph, target: Graph) -> dict[int, int] | None:
    """For each layer of the actual graph one of the target's whose weights it can take, so that all numbers agree.

    Layers go by the number of their first call in the canonical graph. None where there is no such way.
    """
    one, other = canonical(actual), canonical(target)
    if _as_data(one) != _as_data(other):
        return None
    pairs = paired(one, other)
    one = _with_concats_like(one, other, pairs)
    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("float64")
    try:
        with warnings.catch_warnings(action="ignore"):  # Keras's advice on a model is not for who compares it
            return _agreeing_order(_in_float64(one), _in_float64(other), pairs)
    except GraphFormatError:
        return None
    finally:
        keras.config.set_dtype_policy(policy)


def _as_data(graph: Graph) -> tuple[object, ...]:
    """What numbers can't see: names, losses, the count of weights, and what each layer is and whether it learns."""
    losses = {head: (loss.loss, loss.weight) for head, loss in graph.losses.items()}
    alike = {group: len(numbers) for group, numbers in _alike(graph).items()}
    return graph.inputs, graph.output_specs, losses, graph.loss_error, graph.parameters, alike


def _alike(graph: Graph) -> dict[bytes, list[int]]:
    """The first calls of the layers that have weights, and the calls of noise layers, by all that they are."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for number, call in enumerate(graph.calls):
        if call.layer is None and is_random(call):
            groups[_key(call)].append(number)
        if call.layer is not None and call.layer not in seen:
            seen.add(call.layer)
            groups[_key(call)].append(number)
    return groups


def _key(call: Call) -> bytes:
    config = {name: value for name, value in call.config.items() if name not in SEEN_BY_NUMBERS}
    return msgspec.json.encode([call.operation, config, call.arguments, call.trainable], order="sorted")


def _with_concats_like(one: Graph, other: Graph, pairs: dict[int, int]) -> Graph:
    """Where a concat's order is free, the order of the concat that it answers to."""
    calls = list(one.calls)
    for number, call in enumerate(calls):
        free = call.operation == "Concatenate" and {source.role for source in call.sources} == {"inputs"}
        if not free or number not in pairs:
            continue
        wanted = [source.call for source in other.calls[pairs[number]].sources]
        sources = {pairs.get(source.call, -1): source for source in call.sources}
        others = iter([source for source in call.sources if pairs.get(source.call, -1) not in wanted])
        placed = [sources[place] if place in sources else next(others, None) for place in wanted]
        if None not in placed and len(set(placed)) == len(call.sources):
            calls[number] = msgspec.structs.replace(call, sources=tuple(placed))
    return msgspec.structs.replace(one, calls=tuple(calls))


def _in_float64(graph: Graph) -> Graph:
    """With inputs of that precision, and no more words than are looked up."""
    inputs = tuple(
        msgspec.structs.replace(one, dtype="float64") if one.dtype == "float32" else one for one in graph.inputs
    )
    calls = tuple(_with_few_words(call) if call.operation == "Embedding" else call for call in graph.calls)
    return msgspec.structs.replace(graph, inputs=inputs, calls=calls)


def _with_few_words(call: Call) -> Call:
    words = min(call.config["input_dim"], MOST_WORDS)
    return msgspec.structs.replace(call, config={**call.config, "input_dim": words})


def _agreeing_order(one: Graph, other: Graph, pairs: dict[int, int]) -> Seeds | None:
    reference, trial = _Trial(other), _Trial(one)
    fed = reference.fitting_inputs()
    if fed is None:
        return None
    own = {number: number for numbers in _alike(other).values() for number in numbers}
    outputs = cache(lambda scale: reference.outputs(fed, scale, own))
    gradients = cache(lambda scale: reference.gradients(fed, scale, own))
    if not _tells_much(gradients(1.0)):
        return None
    for order in itertools.islice(_orders(_alike(one), _alike(other), pairs), MOST_ORDERS):
        if (
            trial.shapes(order) == reference.shapes(own)
            and all(_close(trial.outputs(fed, scale, order), outputs(scale)) for scale in SCALES)
            and all(_close(trial.gradients(fed, scale, order), gradients(scale)) for scale in SCALES)
        ):
            return order
    return None


def _tells_much(gradients: Arrays) -> bool:
    """Whether most weights and inputs count for something: a saturated model would agree with any other."""
    counting = [np.abs(values).max(initial=0) > FAINTEST for values in gradients.values()]
    return bool(2 * sum(counting) >= len(counting))


def _orders(
    ours: dict[bytes, list[int]], theirs: dict[bytes, list[int]], pairs: dict[int, int]
) -> Iterator[dict[int, int]]:
    """Ways to pair the members of equal groups: first as they answer to each other in the graphs."""
    ways = []
    for group, numbers in ours.items():
        left = [number for number in theirs[group] if number not in {pairs.get(one) for one in numbers}]
        likely = [pairs[one] if pairs.get(one) in theirs[group] else left.pop(0) for one in numbers]
        turned, rest = likely[:MOST_TURNED], likely[MOST_TURNED:]
        ways.append([dict(zip(numbers, [*order, *rest], strict=True)) for order in itertools.permutations(turned)])
    for way in itertools.product(*ways):
        yield {one: other for part in way for one, other in part.items()}


class _Trial:
    """A graph's model with seeded weights; seeds go by the number of each layer's first call.

    Noise becomes a fixed pattern of its own, so that numbers see where it is.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._patterns = {number: _Pattern() for number, call in enumerate(graph.calls) if is_random(call)}
        self._model = model_of(graph, lambda number, _: self._patterns.get(number))
        self._set: tuple[float, Seeds] | None = None

    def shapes(self, seeds: Seeds) -> dict[str, tuple[int, ...]]:
        """The shapes of the weights that get these seeds."""
        return {key: tuple(weight.shape) for key, weight in self._weights(seeds).items()}

    def _weights(self, seeds: Seeds) -> dict[str, Any]:
        """The weights, by their layer's seed and their place in the layer."""
        layers = {
            seed: self._model.get_layer(f"{self._graph.calls[number].operation}_{number}")
            for number, seed in seeds.items()
            if number not in self._patterns
        }
        return {f"{seed} {place}": one for seed, layer in layers.items() for place, one in enumerate(layer.weights)}

    def fitting_inputs(self) -> Arrays | None:
        """Random inputs that the model runs on, long enough for its windows; None if there are none."""
        words = [call.config["input_dim"] for call in self._graph.calls if call.operation == "Embedding"]
        for length in LENGTHS:
            random = np.random.default_rng(length)
            fed = {}
            for one in self._graph.inputs:
                shape = (BATCH, *(length if size is None else size for size in one.shape))
                whole = "int" in one.dtype
                values = random.integers(0, min([*words, MOST_WORDS]), shape) if whole else random.normal(size=shape)
                fed[one.name] = values.astype(one.dtype)
            try:
                self._model(fed)
            except (ValueError, tf.errors.OpError):
                continue
            return fed
        return None

    def outputs(self, fed: Arrays, scale: float, seeds: Seeds) -> Arrays:
        """What the model gives, by head."""
        given = self._prepared(fed, scale, seeds)
        return {head: np.asarray(values) for head, values in self._model(given, training=False).items()}

    def gradients(self, fed: Arrays, scale: float, seeds: Seeds) -> Arrays:
        """How a fixed mixture of the outputs depends on each weight that learns, and on each input of floats."""
        tensors = {name: tf.convert_to_tensor(one) for name, one in self._prepared(fed, scale, seeds).items()}
        watched = {name: tensor for name, tensor in tensors.items() if tensor.dtype.is_floating}
        learning = {key: one.value for key, one in self._weights(seeds).items() if one.trainable}
        with tf.GradientTape() as tape:
            tape.watch(list(watched.values()))
            outputs = self._model(tensors, training=False)
            mixture = tf.add_n([_mixed(outputs[head]) for head in sorted(outputs)])
        found = tape.gradient(mixture, {**watched, **learning}, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        return {key: np.asarray(tf.convert_to_tensor(values)) for key, values in found.items()}

    def _prepared(self, fed: Arrays, scale: float, seeds: Seeds) -> Arrays:
        """The inputs on that scale, with weights set that give numbers of about that size."""
        if self._set != (scale, seeds):
            self._set = scale, seeds
            for key, weight in self._weights(seeds).items():
                weight.assign(_values_for(weight, key, scale))
            for number, pattern in self._patterns.items():
                pattern.pattern_seed = seeds[number]
        return {name: values * scale if values.dtype.kind == "f" else values for name, values in fed.items()}


def _values_for(weight: Any, key: str, scale: float) -> np.ndarray:
    """Seeded values; those of kernels keep numbers as large as they are (He et al. 2015)."""
    values = np.random.default_rng([int(part) for part in key.split()]).normal(size=weight.shape)
    is_kernel = len(weight.shape) > 1 and weight.name != "embeddings"
    sized: np.ndarray = values * (np.sqrt(2 / np.prod(weight.shape[:-1])) if is_kernel else 0.4 * scale)
    return np.abs(sized) + 0.5 if "variance" in weight.name else sized


class _Pattern(keras.layers.Layer):  # type: ignore[misc]  # Keras has no types
    """Multiplies by a fixed pattern of numbers around 1, in place of noise."""

    pattern_seed = 0

    def call(self, inputs: Any) -> Any:
        return inputs * _pattern(inputs.shape[1:], self.pattern_seed)

    def compute_output_spec(self, inputs: Any) -> Any:
        return keras.KerasTensor(inputs.shape, inputs.dtype)


def _pattern(shape: Any, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0.5, 1.5, tuple(shape))


def _mixed(values: Any) -> Any:
    return tf.reduce_sum(tf.cast(values, "float64") * _pattern(values.shape, seed=1))


def _close(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(_close_arrays(one[key], other[key]) for key in one)


def _close_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape or not (np.isfinite(one).all() and np.isfinite(other).all()):
        return False
    largest = max(np.abs(one).max(initial=0), np.abs(other).max(initial=0))
    return bool(np.abs(one - other).max(initial=0) <= TOLERANCE * largest + SMALLEST)
