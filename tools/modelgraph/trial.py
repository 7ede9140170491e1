"""A graph run on numbers: seeded weights and inputs, what it gives, and what its outputs depend on."""

import contextlib
from collections.abc import Iterator
from typing import Any

import keras
import msgspec
import numpy as np
import tensorflow as tf

from modelgraph.graph import Call, Graph
from modelgraph.rebuild import model_of
from modelgraph.rewrite import is_random

BATCH = 2
LENGTHS = (3, 67, 299)  # of axes that have none of their own
MOST_WORDS = 7  # of an Embedding; more would be rows that nothing looks up
SPECIAL = 0.25  # of the words are the first, the second or the last
SCALES = (1.0, 10.0)  # of inputs, vectors and biases: what is not linear shows near zero or far from it
MORE_SCALES = 3 * (1.0, 10.0, 100.0, 1000.0)  # with other weights each time: a head may be positive for many
TOLERANCE = 1e-7  # of a tensor's largest number; all is computed in float64
SMALLEST = 1e-12  # what is below counts as zero
FAINTEST = 1e-8  # a gradient below it is too small to be told from another

RUN_ERRORS = (ValueError, TypeError, tf.errors.OpError)  # what a model that doesn't fit its inputs raises

Arrays = dict[str, np.ndarray]
Seeds = dict[int, int]


def reach(graph: Graph) -> int:
    """How many places of an input, in a row, the graph's windows, strides, slices and shifts span at most."""
    scales: list[int] = []  # for each call, how many places of an input make one of its own
    spans = [1]
    for call in graph.calls:
        scale = max((scales[source.call] for source in call.sources), default=1)
        settings = {**call.config, **call.arguments}
        sizes = {name: max(map(abs, _integers(value)), default=1) for name, value in settings.items()}
        window = sizes.get("kernel_size", sizes.get("pool_size", 1))
        stride = sizes.get("strides", sizes.get("pool_size", 1))
        dilated = window * sizes.get("dilation_rate", 1)
        spans += [scale * size for size in (stride, dilated, sizes.get("key", 1), sizes.get("shift", 1))]
        scales.append(scale * stride)
    return max(spans)


def _integers(value: Any) -> Iterator[int]:
    """All whole numbers in a setting."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, dict):
        yield from _integers(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _integers(one)


def counts_words(graph: Graph) -> bool:
    """Whether the numbers of words go into anything but an Embedding, so that it matters which they are."""
    return any(
        "int" in graph.calls[source.call].dtypes[source.output]
        for call in graph.calls
        for source in call.sources
        if call.operation != "Embedding"
    )


class Trial:
    """A graph's model with seeded weights; seeds go by the number of each layer's first call.

    Noise becomes a fixed pattern of its own, so that numbers see where it is. Of an Embedding's words only a few are
    looked up, unless there are to be `all_words`.
    """

    def __init__(self, graph: Graph, all_words: bool) -> None:
        self._graph = graph = _in_float64(graph, all_words)
        self._patterns = {number: _Pattern() for number, call in enumerate(graph.calls) if is_random(call)}
        self._model = model_of(graph, lambda number, _: self._patterns.get(number))
        self._set: tuple[float, Seeds, int] | None = None
        self._words = [call.config["input_dim"] for call in graph.calls if call.operation == "Embedding"]

    def shapes(self, seeds: Seeds) -> dict[str, tuple[int, ...]]:
        """The shapes of the weights that get these seeds."""
        return {key: tuple(weight.shape) for key, weight in self._weights(seeds)}

    def _weights(self, seeds: Seeds) -> list[tuple[str, Any]]:
        """The weights, each after its layer's seed and its place in the layer."""
        layers = [
            (seed, self._model.get_layer(f"{self._graph.calls[number].operation}_{number}"))
            for number, seed in seeds.items()
            if number not in self._patterns
        ]
        return [(f"{seed} {place}", one) for seed, layer in layers for place, one in enumerate(layer.weights)]

    def fitting_length(self, reach: int, seeds: Seeds) -> int | None:
        """Of axes without one: a length that the model runs on, longer than `reach` if that can be; None if none is."""
        lengths = sorted(LENGTHS, key=lambda length: length <= reach)
        return next((length for length in lengths if self.runs_on(length, seeds)), None)

    def runs_on(self, length: int, seeds: Seeds) -> bool:
        """Whether the model runs on inputs of that length."""
        with contextlib.suppress(*RUN_ERRORS):
            self.outputs(self.inputs(length), SCALES[0], seeds)
            return True
        return False

    def inputs(self, length: int, draw: int = 0, examples: int = BATCH) -> Arrays:
        """Random inputs of that length, for so many examples."""
        random = np.random.default_rng([length, draw])
        fed = {}
        for one in self._graph.inputs:
            shape = (examples, *(length if size is None else size for size in one.shape))
            values = self._words_in(shape, random) if "int" in one.dtype else random.normal(size=shape)
            fed[one.name] = values.astype(one.dtype)
        return fed

    def _words_in(self, shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
        """Random words, the first two and the last often: padding and unknown words are where rules on words begin."""
        count = min(self._words, default=MOST_WORDS)
        words = random.integers(0, count, shape)
        special = random.choice([0, min(1, count - 1), count - 1], shape)
        chosen: np.ndarray = np.where(random.random(shape) < SPECIAL, special, words)
        return chosen

    def more_outputs(self, lengths: list[int], seeds: Seeds) -> Iterator[Arrays]:
        """What the model gives for other weights and inputs, of these lengths in turn, some for one example alone."""
        for draw, scale in enumerate(MORE_SCALES, start=1):
            fed = self.inputs(lengths[draw % len(lengths)], draw, examples=1 if draw % 5 == 0 else BATCH)
            yield self.outputs(fed, scale, seeds, draw)

    def outputs(self, fed: Arrays, scale: float, seeds: Seeds, draw: int = 0) -> Arrays:
        """What the model gives, by head."""
        given = self._prepared(fed, scale, seeds, draw)
        return {head: np.asarray(values) for head, values in self._model(given, training=False).items()}

    def outputs_in_training(self, fed: Arrays, seeds: Seeds) -> Arrays:
        """The same where batches are normalized by their own numbers; nothing where something random would show."""
        operations = {call.operation for call in self._graph.calls}
        if "BatchNormalization" not in operations or any("dropout" in call.config for call in self._graph.calls):
            return {}
        given = self._prepared(fed, SCALES[0], seeds)
        self._set = None  # training moves the averages
        return {head: np.asarray(values) for head, values in self._model(given, training=True).items()}

    def gradients(self, fed: Arrays, scale: float, seeds: Seeds) -> Arrays:
        """How a fixed mixture of the outputs depends on each weight that learns, and on each input of floats."""
        tensors = {name: tf.convert_to_tensor(one) for name, one in self._prepared(fed, scale, seeds).items()}
        watched = {name: tensor for name, tensor in tensors.items() if tensor.dtype.is_floating}
        learning = {key: one.value for key, one in self._weights(seeds) if one.trainable}
        with tf.GradientTape() as tape:
            tape.watch(list(watched.values()))
            outputs = self._model(tensors, training=False)
            mixture = tf.add_n([_mixed(outputs[head]) for head in sorted(outputs)])
        found = tape.gradient(mixture, {**watched, **learning}, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        return {key: np.asarray(tf.convert_to_tensor(values)) for key, values in found.items()}

    def _prepared(self, fed: Arrays, scale: float, seeds: Seeds, draw: int = 0) -> Arrays:
        """The inputs on that scale, with weights set that give numbers of about that size."""
        if self._set != (scale, seeds, draw):
            self._set = scale, seeds, draw
            for key, weight in self._weights(seeds):
                weight.assign(_values_for(weight, f"{key} {draw}", scale))
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


def equal_inputs(fed: Arrays) -> Arrays:
    """The same numbers for all inputs of one shape: where two agree, a root or a quotient may have no gradient.

    Empty where no two inputs have one shape.
    """
    alike: dict[tuple[Any, ...], np.ndarray] = {}
    equal = {name: alike.setdefault((values.shape, values.dtype), values) for name, values in fed.items()}
    return equal if len(alike) < len(fed) else {}


def is_finite_like(one: Arrays, other: Arrays) -> bool:
    """Whether the one is finite wherever the other is."""
    return all(np.isfinite(one[key])[np.isfinite(values)].all() for key, values in other.items())


def close_where_finite(one: Arrays, other: Arrays) -> bool:
    """As `close`, but for what is too large for either: by other words the same may overflow sooner."""
    if {key: values.shape for key, values in one.items()} != {key: values.shape for key, values in other.items()}:
        return False
    finite = {key: np.isfinite(one[key]) & np.isfinite(other[key]) for key in one}
    return all(_close_arrays(one[key][finite[key]], other[key][finite[key]]) for key in one)


def close(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(_close_arrays(one[key], other[key]) for key in one)


def _close_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape or not (np.isfinite(one).all() and np.isfinite(other).all()):
        return False
    largest = max(np.abs(one).max(initial=0), np.abs(other).max(initial=0))
    return bool(np.abs(one - other).max(initial=0) <= TOLERANCE * largest + SMALLEST)


def tells_much(gradients: Arrays) -> bool:
    """Whether most weights and inputs count for something: a saturated model would agree with any other."""
    counting = [np.abs(values).max(initial=0) > FAINTEST for values in gradients.values()]
    return bool(2 * sum(counting) >= len(counting))


def _in_float64(graph: Graph, all_words: bool) -> Graph:
    """With inputs of that precision, and, unless there are to be all words, no more than are looked up."""
    inputs = tuple(
        msgspec.structs.replace(one, dtype="float64") if one.dtype == "float32" else one for one in graph.inputs
    )
    calls = graph.calls
    if not all_words:
        calls = tuple(_with_few_words(call) if call.operation == "Embedding" else call for call in calls)
    return msgspec.structs.replace(graph, inputs=inputs, calls=calls)


def _with_few_words(call: Call) -> Call:
    words = min(call.config["input_dim"], MOST_WORDS)
    return msgspec.structs.replace(call, config={**call.config, "input_dim": words})
