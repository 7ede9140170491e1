"""Of a graph that anybody may have written, nothing is run, nothing large is made, and nothing is left behind."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from modelgraph import Call, Graph, GraphFormatError, Input, Tensor, graph_of, model_of
from modelgraph.rebuild import EXAMPLES, LENGTH
from modelgraph.trial import BATCH, LENGTHS
from msgspec.structs import replace

MOST_MB = 100
MOST_SECONDS = 5
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")  # Linux only

Config = dict[str, Any]


def use(operation: str, config: Config | None = None, *roles: str, **arguments: Any) -> Call:
    """A call that takes what the call before it gives, once for each role."""
    roles = roles or ("x" if operation.startswith("ops.") else "inputs",)
    sources = tuple(Tensor(0, 0, role) for role in roles)
    return Call(operation, sources, config or {}, arguments, shapes=((None, 3),), dtypes=("float32",))


def chain(*calls: Call, shape: tuple[int | None, ...] = (6,), dtype: str = "float32") -> Graph:
    """A graph of one input and these calls, one after another, each layer with weights of its own."""
    made = [Call("Input", shapes=((None, *shape),), dtypes=(dtype,))]
    for number, call in enumerate(calls):
        sources = tuple(Tensor(number, 0, source.role) for source in call.sources)
        layer = None if call.operation.startswith("ops.") else number
        made.append(replace(call, sources=sources, layer=layer))
    return Graph((Input("x", shape, dtype),), tuple(made), {"y": Tensor(len(calls))})


def dense(**config: Any) -> Graph:
    return chain(use("Dense", {"units": 3} | config))


def around(layer: Any, shape: tuple[int | None, ...] = (7, 4), **settings: Any) -> Graph:
    return chain(use("TimeDistributed", {"layer": layer, **settings}), shape=shape)


def as_setting(kind: str, **config: Any) -> Config:
    return {"class_name": kind, "config": config}


def picked(key: Any) -> Graph:
    return chain(use("ops.get_item", {}, "x", key=key))


def forged(**fields: Any) -> Graph:
    """A Dense whose call has these fields instead."""
    whole = dense()
    return replace(whole, calls=(whole.calls[0], replace(whole.calls[1], **fields)))


def doublings(operation: str, role: str, axis: int, shape: tuple[int | None, ...] = (6,)) -> Graph:
    call = use(operation, {"axis": axis}, f"{role}[0]", f"{role}[1]")
    return chain(*[call] * 40, shape=shape)


LONG = use("RepeatVector", {"n": 1_000_000})
ATTENTION = {"num_heads": 2, "key_dim": 3}
IMAGE, VIDEO, IDS = (8, 8, 3), (8, 8, 8, 3), (3,)
POPEN = {"module": "subprocess", "class_name": "Popen", "config": {"args": ["touch", "caught"]}, "registered_name": ""}
READS_A_FILE = {
    "module": "keras.layers",
    "class_name": "TextVectorization",
    "config": {"vocabulary": "/etc/passwd"},
    "registered_name": None,
}

LARGE: dict[str, Graph] = {
    "a dense layer of 10^10 weights": chain(use("Dense", {"units": 100_000}), shape=(100_000,)),
    "units": dense(units=10**12),
    "units without end": dense(units=10**400),
    "many layers that are not large": chain(*[use("Dense", {"units": 7_000})] * 20, shape=(7_000,)),
    "words": chain(use("Embedding", {"input_dim": 10**9, "output_dim": 100}), shape=IDS, dtype="int32"),
    "what a word is turned into": chain(
        use("Embedding", {"input_dim": 7, "output_dim": 10**12}), shape=IDS, dtype="int32"
    ),
    "an image": chain(use("Conv2D", {"filters": 3, "kernel_size": [3, 3]}), shape=(10**6, 10**6, 3)),
    "filters": chain(use("Conv2D", {"filters": 10**9, "kernel_size": [3, 3]}), shape=IMAGE),
    "a kernel": chain(use("Conv2D", {"filters": 3, "kernel_size": [10**5] * 2, "padding": "same"}), shape=IMAGE),
    "strides back": chain(
        use("Conv2DTranspose", {"filters": 3, "kernel_size": [2, 2], "strides": [10**6] * 2}), shape=IMAGE
    ),
    "what a separable convolution makes inside": chain(
        use("SeparableConv1D", {"filters": 1, "kernel_size": [1], "depth_multiplier": 10**7}), shape=(1_000, 1)
    ),
    "an upsampling": chain(use("UpSampling2D", {"size": [10**6] * 2}), shape=IMAGE),
    "an upsampling of a sequence": chain(use("UpSampling1D", {"size": 10**12}), shape=(8, 3)),
    "an upsampling of a sequence of any length": chain(use("UpSampling1D", {"size": 10**12}), shape=(None, 3)),
    "an upsampling of a film": chain(use("UpSampling3D", {"size": [10**4] * 3}), shape=VIDEO),
    "an upsampling of each frame": around(as_setting("UpSampling2D", size=[10**6] * 2), VIDEO),
    "a border": chain(use("ZeroPadding2D", {"padding": [[10**9] * 2, [1, 1]]}), shape=IMAGE),
    "a border of any length": chain(use("ZeroPadding1D", {"padding": [10**12, 0]}), shape=(None, 3)),
    "a repeated vector": chain(use("RepeatVector", {"n": 10**12})),
    "repeats": chain(use("ops.repeat", {"repeats": 10**12, "axis": 1})),
    "repeated examples": chain(use("ops.repeat", {"repeats": 10**12, "axis": 0})),
    "repeats of all": chain(use("ops.repeat", {"repeats": 10**12, "axis": None})),
    "tiles": chain(use("ops.tile", {"repeats": [1, 10**12]})),
    "tiles of examples": chain(use("ops.tile", {"repeats": [10**12, 1]})),
    "padding": chain(use("ops.pad", {"pad_width": [[0, 0], [10**12, 0]]})),
    "padding of examples": chain(use("ops.pad", {"pad_width": [[10**12, 0], [0, 0]]})),
    "a broadcast": chain(use("ops.broadcast_to", {"shape": [10**6, 10**6, 2, 6]})),
    "one hot": chain(use("ops.one_hot", {"num_classes": 10**12}), shape=IDS, dtype="int32"),
    "categories": chain(use("CategoryEncoding", {"num_tokens": 10**12}), shape=IDS, dtype="int32"),
    "categories that are counted": chain(
        use("CategoryEncoding", {"num_tokens": 10**6, "output_mode": "count"}), shape=(10**6,), dtype="int32"
    ),
    "the largest": chain(use("ops.top_k", {"k": 10**12})),
    "a product of each with each": chain(use("ops.tensordot", {"axes": 0}, "x1", "x2"), shape=(10**5,)),
    "a sum of products": chain(
        use("ops.einsum", {"subscripts": "bi,bj->bij"}, "operands[0]", "operands[1]"), shape=(10**5,)
    ),
    "a sum of products of any length": chain(
        *[use("ops.einsum", {"subscripts": "bi...,bj...->bij..."}, "operands[0]", "operands[1]")] * 4, shape=(None,)
    ),
    "an einsum of weights": chain(
        use("EinsumDense", {"equation": "ab,bcdefghijkl->acdefghijkl", "output_shape": [1_000] * 10})
    ),
    "40 doublings": doublings("ops.concatenate", "xs", 1),
    "40 doublings of the examples": doublings("ops.concatenate", "xs", 0),
    "40 doublings of any length": doublings("Concatenate", "inputs", 1, (None, 3)),
    "many tensors that are not large": chain(*[use("ops.absolute")] * 900, shape=(200_000,)),
    "an input": chain(use("ops.absolute"), shape=(10**12,)),
    "an input without end": chain(use("ops.absolute"), shape=(10**400,)),
    "a normalization": chain(use("Normalization", {"mean": 1.0, "variance": 1.0}), shape=(40_000_000,)),
    "a normalization of each step": around(as_setting("Normalization", mean=1.0, variance=1.0), (1, 40_000_000)),
    "heads": chain(use("MultiHeadAttention", {"num_heads": 10**6, "key_dim": 10**6}, "query", "value"), shape=(7, 4)),
    "scores": chain(LONG, use("MultiHeadAttention", ATTENTION, "query", "value")),
    "scores in a list": chain(LONG, use("Attention", {}, "inputs[0]", "inputs[1]")),
    "scores of any length": chain(use("Attention", {}, "inputs[0]", "inputs[1]"), shape=(None, None, None, 3)),
    "a dot": chain(LONG, use("Dot", {"axes": 2}, "inputs[0]", "inputs[1]")),
    "states": chain(use("LSTM", {"units": 10**8}), shape=(7, 4)),
    "states both ways": chain(use("Bidirectional", {"layer": as_setting("LSTM", units=10**8)}), shape=(7, 4)),
    "maps of states": chain(use("ConvLSTM2D", {"filters": 10**7, "kernel_size": [1, 1]}), shape=(7, 8, 8, 1)),
}

LONGSOME: dict[str, tuple[Graph, str]] = {
    "a chain of calls": (chain(*[use("ops.absolute")] * 20_000), "20,001 calls are more than 1,000"),
    "a chain of layers": (chain(*[use("Dense", {"units": 1})] * 20_000), "20,001 calls are more than 1,000"),
    "a chain too long for Keras": (chain(*[use("ops.absolute")] * 995), "maximum recursion depth"),
    "millions of parts": (
        chain(LONG, use("Flatten"), use("ops.split", {"indices_or_sections": 6_000_000, "axis": 1})),
        "gives 6000000 tensors, not 1",
    ),
    "millions of parts as an argument": (
        chain(LONG, use("Flatten"), use("ops.split", {"axis": 1}, "x", indices_or_sections=6_000_000)),
        "gives 6000000 tensors, not 1",
    ),
    "millions of rows": (chain(LONG, use("ops.unstack", {"axis": 1})), "gives 1000000 tensors, not 1"),
    "millions of examples": (chain(use("ops.unstack", {"num": 10**7, "axis": 0})), "gives 10000000 tensors, not 1"),
    "steps": (chain(LONG, use("LSTM", {"units": 3})), "takes more than 2,000 steps"),
    "steps both ways": (chain(LONG, use("Bidirectional", {"layer": as_setting("GRU", units=3)})), "2,000 steps"),
    "steps on their own": (chain(LONG, use("TimeDistributed", {"layer": as_setting("Dense", units=3)})), "2,000 steps"),
    "axes of an input": (chain(use("ops.absolute"), shape=(1,) * 5_000), "gives 5,001 axes, more than 16"),
    "new axes": (picked([None] * 100), "gives 102 axes, more than 16"),
    "new axes, a hundred thousand": (picked([None] * 100_000), "is a list of 100,000, more than 10,000"),
    "axes one by one": (chain(use("ops.expand_dims", {"axis": [*range(1, 10_000)]})), "gives 10,001 axes"),
    "axes that are stacked": (doublings("ops.stack", "x", 1), "gives 17 axes, more than 16"),
    "a shape without end": (
        chain(use("ops.reshape", {"newshape": [10**18] * 100_000})),
        "'newshape' is a list of 100,000, more than 10,000",
    ),
    "a layer's shape without end": (
        chain(use("Reshape", {"target_shape": [10**18] * 100_000})),
        "'target_shape' is a list of 100,000, more than 10,000",
    ),
    "a shape as an argument": (
        chain(use("ops.reshape", {}, "x", newshape=[10**18] * 100_000)),
        "'newshape' is a list of 100,000, more than 10,000",
    ),
    "a list in a list": (chain(use("ops.pad", {"pad_width": [[1] * 100_000]})), "'pad_width' is a list of 100,000"),
    "an einsum of many": (
        chain(use("ops.einsum", {"subscripts": "ab,cd,ef->a"}, *(f"operands[{place}]" for place in range(3)))),
        "einsum can be compared for two tensors only",
    ),
}

REFUSED: dict[str, tuple[Graph, str]] = {
    "a layer that isn't there": (chain(use("Dens", {"units": 3})), "'Dens' is no layer that can be compared"),
    "a Lambda": (chain(use("Lambda", {"function": "print"})), "'Lambda' is no layer that can be compared"),
    "a layer that reads files": (chain(use("TFSMLayer", {"filepath": "/tmp"})), "'TFSMLayer' is no layer"),
    "a layer that reads words": (chain(use("StringLookup", {"vocabulary": "/etc/passwd"})), "'StringLookup' is no"),
    "a model": (chain(use("Sequential", {"layers": []})), "'Sequential' is no layer"),
    "a module's function": (chain(use("os.system")), "'os.system' is no layer that can be compared"),
    "no layer": (chain(use("")), "'' is no layer"),
    "an operation that isn't there": (chain(use("ops.absolut")), "'absolut' is no operation that can be compared"),
    "an operation that calls": (chain(use("ops.map", {}, "xs", f="print")), "'map' is no operation"),
    "an attribute of operations": (chain(use("ops.__class__")), "'__class__' is no operation"),
    "an operation deep inside": (chain(use("ops.image.resize")), "'image.resize' is no operation"),
    "no operation": (chain(use("ops.")), "'' is no operation"),
    "a Lambda inside": (around(as_setting("Lambda", function="print")), "Lambda.* is nothing that 'layer' can be"),
    "a class inside": (around(POPEN), "Popen.* is nothing that 'layer' can be"),
    "a class by a good name": (around(as_setting("Dense", units=3) | {"module": "os"}), "nothing that 'layer' can be"),
    "a registered name": (around(as_setting("Dense", units=3) | {"registered_name": "a>b"}), "nothing that 'layer'"),
    "a shared object": (around(as_setting("Dense", units=3) | {"shared_object_id": 1}), "nothing that 'layer' can"),
    "what a layer is built for": (
        around(as_setting("Dense", units=3) | {"build_config": {"input_shape": [1, 10**9]}}),
        "nothing that 'layer' can be",
    ),
    "a class deep inside": (around(as_setting("TimeDistributed", layer=POPEN)), "Popen.* is nothing that 'layer'"),
    "a class in a setting inside": (
        around(as_setting("Dense", units=3, activation=POPEN)),
        "Popen.* is nothing that 'activation' can be",
    ),
    "a class among others": (around([POPEN]), "'layer' can't be a list of objects"),
    "a class among others, deep inside": (dense(activation=[[[POPEN]]]), "'activation' can't be a list of objects"),
    "a class under a name": (dense(activation={"a": POPEN}), "nothing that 'activation' can be"),
    "a file that is read under a name": (dense(activation={"a": READS_A_FILE}), "nothing that 'activation' can be"),
    "a file that is read": (dense(activation=READS_A_FILE), "nothing that 'activation' can be"),
    "a function": (dense(activation=as_setting("function") | {"config": "eval"}), "nothing that 'activation' can be"),
    "a pickled function": (dense(activation=as_setting("__lambda__", value="4wEA")), "nothing that 'activation' can"),
    "a layer with weights as an activation": (
        dense(activation=as_setting("Dense", units=10**9)),
        "Dense.* is nothing that 'activation' can be",
    ),
    "a recurrent activation": (
        chain(use("LSTM", {"units": 3, "recurrent_activation": POPEN})),
        "'recurrent_activation'",
    ),
    "an Activation's": (chain(use("Activation", {"activation": POPEN})), "nothing that 'activation' can be"),
    "an activation by a long name": (dense(activation="os.system"), "Could not interpret activation"),
    "a registered activation": (dense(activation="package>name"), "Could not interpret activation"),
    "a regularizer": (dense(kernel_regularizer=POPEN), "Popen.* is nothing that 'kernel_regularizer' can be"),
    "a layer as a regularizer": (dense(kernel_regularizer=as_setting("Dense", units=3)), "'kernel_regularizer' can be"),
    "a regularizer's setting": (
        dense(kernel_regularizer=as_setting("L2", l2=0.1, name="a")),
        "L2 has no setting 'name'",
    ),
    "a regularizer as a constraint": (dense(kernel_constraint=as_setting("L2", l2=0.1)), "'kernel_constraint' can be"),
    "an initializer": (dense(kernel_initializer=POPEN), "Dense has no setting 'kernel_initializer'"),
    "weights": (
        chain(use("Embedding", {"input_dim": 1, "output_dim": 1, "weights": [[[1.0]]]})),
        "no setting 'weights'",
    ),
    "a rank": (dense(lora_rank=2), "Dense has no setting 'lora_rank'"),
    "a quantization": (dense(quantization_config={}), "Dense has no setting 'quantization_config'"),
    "a name": (dense(name="a/b"), "Dense has no setting 'name'"),
    "what is trainable": (dense(trainable=False), "Dense has no setting 'trainable'"),
    "a shape": (dense(input_shape=[10**9]), "Dense has no setting 'input_shape'"),
    "all others": (dense(kwargs={"a": 1}), "Dense has no setting 'kwargs'"),
    "a seed": (chain(use("Dropout", {"rate": 0.5, "seed": POPEN})), "Dropout has no setting 'seed'"),
    "a class where a number was due": (dense(units=POPEN), "Popen.* is nothing that 'units' can be"),
    "a class without a name": (dense(activation={"class_name": ["a"], "config": {}}), "nothing that 'activation' can"),
    "a class without settings": (dense(activation=as_setting("ReLU") | {"config": [1]}), "nothing that 'activation'"),
    "a policy": (dense(dtype=as_setting("DTypePolicy", name="float32")), "nothing that 'dtype' can be"),
    "a policy that quantizes": (dense(dtype="int8_from_float32"), "'int8_from_float32' is no dtype"),
    "words for numbers": (dense(dtype="string"), "'string' is no dtype that can be compared"),
    "several dtypes": (dense(dtype=["float32"]), "is no dtype that can be compared"),
    "a cast to words": (chain(use("ops.cast", {"dtype": "string"})), "'string' is no dtype that can be compared"),
    "an input of words": (chain(use("ops.absolute"), dtype="string"), "'string' is no dtype of an input"),
    "an input of no dtype": (chain(use("ops.absolute"), dtype="quatsch"), "'quatsch' is no dtype of an input"),
    "an input of a size below nothing": (chain(use("ops.absolute"), shape=(-5,)), "Negative dimensions"),
    "units in words": (dense(units="64"), "Received: units=64"),
    "units below nothing": (dense(units=-5), "Received: units=-5"),
    "units in a list": (dense(units=[3]), r"Received: units=\[3\]"),
    "no units": (chain(use("Dense")), "missing 1 required positional argument: 'units'"),
    "heads in words": (
        chain(use("MultiHeadAttention", {"num_heads": "2", "key_dim": 2}, "query", "value"), shape=(7, 4)),
        "'num_heads' is '2'; a whole number above 0 was wanted",
    ),
    "heads below nothing": (
        chain(use("MultiHeadAttention", {"num_heads": -(10**9), "key_dim": 2}, "query", "value"), shape=(7, 4)),
        "'num_heads' is '-1000000000'; a whole number above 0 was wanted",
    ),
    "states in words": (chain(use("LSTM", {"units": "9" * 99}), shape=(7, 4)), "'units' is '9+'; a whole number above"),
    "a rate": (chain(use("Dropout", {"rate": 7})), "Received: rate=7"),
    "groups": (
        chain(use("Conv2D", {"filters": 3, "kernel_size": [3, 3], "groups": 10**9}), shape=IMAGE),
        "Received: groups=1000000000",
    ),
    "too many axes that are unknown": (chain(use("Reshape", {"target_shape": [-1, -1]})), "at most one unknown"),
    "both ways of what has none": (
        chain(use("Bidirectional", {"layer": as_setting("Dense", units=3)})),
        "go_backwards",
    ),
    "both ways of a word": (chain(use("Bidirectional", {"layer": "LSTM"})), "Received: LSTM"),
    "each step of nothing": (around(None), "Received: None"),
    "a file for a mean": (chain(use("Normalization", {"mean": "/etc/passwd", "variance": 1.0})), "can't be made"),
    "an operation's other setting": (chain(use("ops.absolute", {"name": "a"})), "unexpected keyword argument 'name'"),
    "a tensor twice": (chain(use("ops.absolute", {}, "x", x=1)), "tensors and constants in one list"),
    "an argument that isn't there": (forged(arguments={"quatsch": 1}), "unexpected keyword argument 'quatsch'"),
    "an argument in words": (
        chain(use("LSTM", {"units": 3}, "sequences", mask="abc"), shape=(7, 4)),
        "nothing that 'mask'",
    ),
    "an argument of words": (chain(use("ops.add", {}, "x1", x2=["a"])), "'x2' holds things that are not numbers"),
    "an argument of several lengths": (chain(use("ops.add", {}, "x1", x2=[[1, 2], [3]])), "can't be made"),
    "an argument that is a class": (chain(use("Dropout", {"rate": 0.5}, training=POPEN)), "nothing that 'training'"),
    "no constant": (chain(use("ops.add", {}, "inputs[0]", constant=None)), "can't be made"),
    "a role in a dict": (forged(sources=(Tensor(0, 0, "inputs['a']"),)), r"the role .* can't be put together"),
    "a role of two lines": (forged(sources=(Tensor(0, 0, "inputs\n"),)), "can't be put together"),
    "a role of a role": (forged(sources=(Tensor(0, 0, "inputs[0][1]"),)), "can't be put together"),
    "an output that isn't there": (forged(sources=(Tensor(0, 1, "inputs"),)), "call 0 gives 1 tensors, not 2"),
    "a head that isn't there": (replace(dense(), outputs={"y": Tensor(1, 7)}), "call 1 gives 1 tensors, not 8"),
    "an index of no step": (picked([{"slice": [None, None, 0]}]), "slice step cannot be zero"),
    "an index of words": (picked([{"slice": ["a", "b"]}]), "slice indices must be integers"),
    "an index of five": (picked([{"slice": [1, 2, 3, 4, 5]}]), "at most 3 arguments, got 5"),
    "an index of one": (picked([{"slice": 7}]), "Unsupported key type"),
    "an attribute for an index": (picked("__class__"), "Unsupported key type"),
    "a class for an index": (picked(POPEN), "Unsupported key type"),
    "a fraction for an index": (picked(1.5), "Unsupported key type"),
    "lists for an index": (picked([[0, 1], [0, 1]]), "Unsupported key type"),
}

ALL = {
    **{name: (graph, "are more than|numbers in all tensors") for name, graph in LARGE.items()},
    **LONGSOME,
    **REFUSED,
}


@contextmanager
def peak_mb() -> Iterator[Callable[[], float]]:
    """How far memory grew at most since it began, where Linux tells."""

    def resident(peak: str) -> float:
        found = re.search(rf"{peak}:\s+(\d+) kB", STATUS.read_text())
        return int(found[1]) / 1024 if found else 0.0

    if not RESET.exists():
        yield lambda: 0.0
        return
    RESET.write_text("5")
    before = resident("VmRSS")
    yield lambda: resident("VmHWM") - before


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What the first model costs is nobody's fault."""
    model_of(chain(use("Dense", {"units": 3}), use("LayerNormalization")))
    with pytest.raises(GraphFormatError):
        model_of(LARGE["units"])


@pytest.mark.parametrize(("graph", "told"), ALL.values(), ids=ALL)
def test_it_is_refused_with_the_reason_before_it_takes_time_or_memory(graph: Graph, told: str) -> None:
    started = time.process_time()
    with peak_mb() as taken:
        with pytest.raises(GraphFormatError, match=told):
            model_of(graph)
        assert (taken() < MOST_MB, time.process_time() - started < MOST_SECONDS) == (True, True)


@pytest.mark.parametrize("graph", [graph for graph, _ in ALL.values()], ids=ALL)
def test_no_reason_is_longer_than_can_be_read(graph: Graph) -> None:
    with pytest.raises(GraphFormatError) as refusal:
        model_of(graph)
    assert len(str(refusal.value)) <= 400


@pytest.mark.parametrize("name", ["a dense layer of 10^10 weights", "many layers that are not large", "words", "heads"])
def test_nothing_of_a_refused_model_is_made_with_the_next_one(name: str) -> None:
    with pytest.raises(GraphFormatError):
        model_of(LARGE[name])
    with peak_mb() as taken:
        model = keras.Sequential([keras.Input((6,)), layers.Dense(5)])
        kernel, bias = model.get_weights()
        assert (kernel.shape, bool(kernel.std() > 0), bias.tolist()) == ((6, 5), True, [0.0] * 5)
        assert taken() < MOST_MB


@pytest.mark.parametrize("graph", [LARGE["heads"], dense(units="64"), dense(activation=POPEN)])
def test_the_next_rebuilt_model_has_weights_of_its_own(graph: Graph) -> None:
    with pytest.raises(GraphFormatError):
        model_of(graph)
    model = model_of(chain(use("Dense", {"units": 5})))
    outputs = model.predict_on_batch({"x": np.ones((2, 6), "float32")})["y"]
    assert (outputs.shape, bool(np.abs(outputs).min() > 0)) == ((2, 5), True)


def test_a_refusal_leaves_the_model_that_is_being_judged_as_it_was() -> None:
    given = keras.Input((6,), name="features")
    model = keras.Model(given, {"label": layers.Dense(5)(layers.Dropout(0.5)(given))})
    features = np.ones((2, 6), "float32")
    before, graph = model(features)["label"], graph_of(model)
    with pytest.raises(GraphFormatError):
        model_of(LARGE["words"])
    np.testing.assert_array_equal(model(features)["label"], before)
    assert graph_of(model) == graph


def test_nothing_was_started_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for graph, _ in REFUSED.values():
        with pytest.raises(GraphFormatError):
            model_of(graph)
    assert list(tmp_path.iterdir()) == []


def test_what_is_large_and_can_be_made_is_made() -> None:
    model = model_of(chain(use("Dense", {"units": 4_000}), use("Dense", {"units": 5_000})))
    assert model.count_params() == (6 * 4_000 + 4_000) + (4_000 * 5_000 + 5_000)


def test_what_is_counted_is_no_less_than_what_is_run() -> None:
    assert (max(LENGTHS) <= LENGTH, BATCH <= EXAMPLES) == (True, True)
