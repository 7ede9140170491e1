"""Kata 22: the model thinks about each example in steps, as many as that example needs."""

import adaptive_depth as answer  # noqa: F401 - `build` calls it
import keras
import numpy as np
import pytest
import tensorflow as tf
from modelgraph import heads, shared_weights, unmoved_weights

HEADS = ("label", "halting", "steps")
RANDOM = np.random.default_rng(1006073)  # with its numbers the seven examples need 1, 7, 8, 7, 5, 2 and 3 steps
FEATURES = RANDOM.normal(size=(7, 5)).astype("float32")
SHAPES = [(5, 5), (5,), (5, 1), (1,), (5, 3), (3,)]
WEIGHTS = {shape: RANDOM.normal(size=shape).astype("float32") for shape in SHAPES}
FED = {"features": FEATURES}
TRUE = {
    "label": np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 7)],
    "halting": RANDOM.integers(0, 2, (7, 1)).astype("float32"),
}


def parameters(width, classes):
    return (width * width + width) + (width * 1 + 1) + (width * classes + classes)


def dense(values, units):
    return values @ WEIGHTS[5, units] + WEIGHTS[units,]


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def softmax(values):
    return np.exp(values) / np.exp(values).sum()


def think(state):
    """What the model should give for one example, a row of features, shape (5,)."""
    halting, steps = 0, 0
    while halting <= 0.9 and steps < 8:
        state = np.tanh(dense(state, 5))
        halting = sigmoid(dense(state, 1))
        steps += 1
    return {"label": softmax(dense(state, 3)), "halting": halting, "steps": [steps]}


THOUGHT = [think(row) for row in FEATURES]
WANTED = {head: np.array([thought[head] for thought in THOUGHT]) for head in HEADS}
LABEL_LOSS = -np.log((WANTED["label"] * TRUE["label"]).sum(axis=1)).mean()
HALTING_LOSS = -np.log(np.where(TRUE["halting"] == 1, WANTED["halting"], 1 - WANTED["halting"])).mean()
ANY_BATCH = tf.TensorSpec((None, 5))
THREE_STEPS = FEATURES[6:]
ALL_BUT_THE_SLOWEST = [0, 1, 3, 4, 5, 6]


def weigh(model):
    """Gives the small model unusual weights, by their shapes."""
    model.set_weights([WEIGHTS[weight.shape] for weight in model.weights])
    return model


def traced(model):
    """The model as in `fit`: traced once for batches of any size, before there are values."""
    return tf.function(model, input_signature=[{"features": ANY_BATCH}], autograph=False)


@pytest.fixture(scope="module")
def model(build):
    return build()


@pytest.fixture(scope="module")
def small(build):
    model = build(width=5, classes=3)
    model(FED)
    return model


@pytest.fixture(scope="module")
def weighed(small):
    return weigh(small)


@pytest.fixture(scope="module")
def told(weighed):
    return heads(weighed, FED)


@pytest.fixture(scope="module")
def in_a_graph(weighed):
    return traced(weighed)(FED)


@pytest.fixture(scope="module")
def pulls(weighed):
    """The gradient in a graph, by the features: of the label for one copy of the examples, of halting for another.

    One gradient for both: making one takes longer than all else here.
    """

    @tf.function(autograph=False)
    def pulls(features):
        with tf.GradientTape() as tape:
            tape.watch(features)
            told = weighed({"features": features})
            aims = told["label"][:7, 0], told["halting"][7:]
        return tape.gradient(aims, features, unconnected_gradients="zero")

    by_label, by_halting = np.split(pulls(tf.constant(np.tile(FEATURES, (2, 1)))), 2)
    return {"label": by_label, "halting": by_halting}


@pytest.fixture(scope="module")
def compiled(weighed, told, in_a_graph):
    losses = {"label": "categorical_crossentropy", "halting": "binary_crossentropy"}
    weighed.compile("sgd", loss=losses, run_eagerly=True)
    return weighed


@pytest.fixture
def steps_taken(build, monkeypatch):
    """How often the step's layer runs in a graph for the example of three steps, counted by a variable."""
    taken = tf.Variable(0)
    dense = keras.layers.Dense.call

    def counted(layer, inputs, *args, **kwargs):
        if layer.units == 5:
            taken.assign_add(1)
        return dense(layer, inputs, *args, **kwargs)

    monkeypatch.setattr(keras.layers.Dense, "call", counted)
    model = build(width=5, classes=3)  # a new one, of which nothing was traced before there was the variable
    model(FED)
    in_a_graph = traced(weigh(model))
    taken.assign(0)
    in_a_graph({"features": THREE_STEPS})
    return int(taken.numpy())


def test_it_builds_a_keras_model(model):
    assert isinstance(model, keras.Model)


@pytest.mark.parametrize("batch", [7, 1])
def test_it_has_three_heads(small, batch):
    shapes = {head: values.shape for head, values in heads(small, {"features": FEATURES[:batch]}).items()}
    assert shapes == {"label": (batch, 3), "halting": (batch, 1), "steps": (batch, 1)}


def test_all_steps_share_one_layer(small):
    assert small.count_params() == parameters(width=5, classes=3)


def test_it_has_these_sizes_if_none_are_given(model):
    model({"features": np.zeros((1, 16), "float32")})
    assert model.count_params() == parameters(width=16, classes=10)


def test_each_example_takes_the_steps_that_it_needs(told):
    np.testing.assert_array_equal(told["steps"], WANTED["steps"])


@pytest.mark.parametrize(("sure", "steps"), [(0.05, 8), (0.899, 8), (0.901, 1)])
def test_it_halts_over_nine_tenths(model, sure, steps):
    features = {"features": np.zeros((1, 16), "float32")}
    model(features)
    bias = np.log(sure / (1 - sure))
    model.set_weights([np.full(weight.shape, bias if weight.shape == (1,) else 0) for weight in model.weights])
    assert heads(model, features)["steps"].tolist() == [[steps]]


def test_it_needs_the_same_steps_among_others(weighed):
    told = heads(weighed, {"features": FEATURES[ALL_BUT_THE_SLOWEST]})
    np.testing.assert_array_equal(told["steps"], WANTED["steps"][ALL_BUT_THE_SLOWEST])


def test_halting_is_what_the_head_gave_last(told):
    np.testing.assert_allclose(told["halting"], WANTED["halting"], rtol=1e-3)


def test_the_label_shares_one_out_among_the_classes(told):
    np.testing.assert_allclose(told["label"].sum(axis=1), np.ones(7), rtol=1e-4)


def test_the_label_is_made_from_the_last_state(told):
    np.testing.assert_allclose(told["label"], WANTED["label"], rtol=1e-3)


@pytest.mark.parametrize("head", HEADS)
def test_it_gives_the_same_under_tf_function(in_a_graph, told, head):
    np.testing.assert_allclose(in_a_graph[head], told[head], rtol=1e-3)


def test_three_steps_cost_three_calls(steps_taken):
    assert steps_taken == 3


@pytest.mark.parametrize("head", ["label", "halting"])
def test_its_gradient_goes_back_through_all_steps(pulls, head):
    pulled = [example for example, row in enumerate(pulls[head]) if np.any(row)]
    assert pulled == [0, 1, 2, 3, 4, 5, 6]


def test_it_runs_in_fit(compiled):
    history = compiled.fit(FED, TRUE, batch_size=7, verbose=0).history
    assert history["loss"] == pytest.approx([LABEL_LOSS + HALTING_LOSS], rel=1e-3)


def test_one_training_step_moves_every_weight(compiled):
    assert unmoved_weights(compiled, FED, TRUE) == []


def test_built_again_it_has_weights_of_its_own(build, small):
    other = build(width=5, classes=3)
    other(FED)
    assert shared_weights(other, small) == []
