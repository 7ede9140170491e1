"""A subclassed model's graph, and a custom layer's, is what its `call` does with symbolic tensors."""

from typing import Any

import keras
import pytest
import tensorflow as tf
from keras import layers, ops
from modelgraph import Graph, NotAModelError, UntraceableError, graph_of, outline, style_of

Tensors = dict[str, Any]


def inputs() -> dict[str, keras.KerasTensor]:
    return {"left": keras.Input((6,), name="left"), "right": keras.Input((6,), name="right")}


def read(model: keras.Model) -> Graph:
    return graph_of(model, inputs())


class InAttributes(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.code = layers.Dense(5, activation="relu")
        self.same = layers.Dense(1)

    def call(self, given: Tensors) -> Tensors:
        codes = [self.code(given["left"]), self.code(given["right"])]
        return {"same": self.same(ops.concatenate(codes, axis=-1))}


class InALazyAttribute(InAttributes):
    def build(self, shapes: Any) -> None:
        self.code = layers.Dense(shapes["left"][-1] - 1, activation="relu")


class InALayer(layers.Layer):
    """A custom layer that owns two layers, one of them in a model of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.code = keras.Sequential([layers.Dense(5), layers.ReLU()])

    def call(self, left: Any, right: Any) -> Any:
        return layers.concatenate([self.code(left), self.code(right)])


class InAList(InAttributes):
    def __init__(self) -> None:
        super().__init__()
        self.steps = [layers.Dense(5), layers.Activation("relu")]

    def call(self, given: Tensors) -> Tensors:
        codes = list(given.values())
        for step in self.steps:
            codes = [step(code) for code in codes]
        return {"same": self.same(ops.concatenate(codes, axis=-1))}


class InADict(InAttributes):
    def __init__(self) -> None:
        super().__init__()
        self.by_name = {"code": layers.Dense(5, activation="relu"), "join": layers.Concatenate()}

    def call(self, given: Tensors) -> Tensors:
        code, join = self.by_name["code"], self.by_name["join"]
        return {"same": self.same(join([code(given["left"]), code(given["right"])]))}


class AroundAFunctionalModel(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        left, right = keras.Input((6,)), keras.Input((6,))
        code = layers.Dense(5, activation="relu")
        self.codes = keras.Model([left, right], [code(left), code(right)])
        self.same = layers.Dense(1)

    def call(self, given: Tensors) -> Tensors:
        return {"same": self.same(layers.concatenate(self.codes([given["left"], given["right"]])))}


def functional() -> keras.Model:
    given = inputs()
    return keras.Model(list(given.values()), layers.Dense(1, name="same")(InALayer()(given["left"], given["right"])))


@pytest.mark.parametrize(
    "make",
    [InAttributes, InALazyAttribute, InAList, InADict, AroundAFunctionalModel, functional],
    ids=lambda make: make.__name__,
)
def test_wherever_the_layers_are_kept_the_graph_is_one(make: Any) -> None:
    assert outline(read(make())) == {
        "left": "Input (6,) float32",
        "right": "Input (6,) float32",
        "left.dense": "Dense 5 relu <- left",
        "right.dense": "left.dense again <- right",
        "concatenate": "Concatenate <- left.dense, right.dense",
        "same": "Dense 1 <- concatenate",
    }


def test_a_subclassed_model_that_was_called_before_has_the_same_graph() -> None:
    model = InAttributes()
    before = outline(read(model))
    model({"left": ops.ones((2, 6)), "right": ops.ones((2, 6))})
    assert outline(read(model)) == before


def test_it_counts_the_parameters_that_a_subclassed_model_tracks() -> None:
    assert read(InAttributes()).parameters == (6 * 5 + 5) + (2 * 5 * 1 + 1)


def test_weights_made_inside_call_are_not_counted() -> None:
    class Untracked(InAttributes):
        def call(self, given: Tensors) -> Tensors:
            return {"same": self.same(layers.Dense(5)(given["left"]))}

    assert read(Untracked()).parameters == 5 * 1 + 1


def test_reading_twice_gives_the_same_graph() -> None:
    model = InAttributes()
    assert read(model) == read(model)


@pytest.mark.parametrize("handed", [False, True], ids=["by itself", "by the argument"])
def test_dropout_is_one_call_whether_or_not_training_is_handed_down(handed: bool) -> None:
    class Dropping(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.drop = layers.Dropout(0.5)

        def call(self, given: Tensors, training: Any = None) -> Tensors:
            return {"code": self.drop(given["left"], training=training) if handed else self.drop(given["left"])}

    assert outline(read(Dropping()))["code"] == "Dropout 0.5 <- left"


class DroppingInTraining(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.drop = layers.Dropout(0.5)

    def call(self, given: Tensors, training: bool = False) -> Tensors:
        code = given["left"]
        if training:
            code = self.drop(code, training=training)
        return {"code": code}


def test_dropout_behind_an_if_training_shows() -> None:
    assert outline(read(DroppingInTraining()))["code"] == "Dropout 0.5 <- left"


@pytest.mark.parametrize("default", [None, False])
def test_dropout_behind_an_if_training_of_a_custom_layer_shows(default: Any) -> None:
    class Dropping(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.drop = layers.Dropout(0.5)

        def call(self, x: Any, training: Any = default) -> Any:
            return self.drop(x, training=True) if training else x

    x = keras.Input((6,), name="x")
    assert outline(graph_of(keras.Model(x, {"code": Dropping()(x)})))["code"] == "Dropout 0.5 training=True <- x"


@pytest.mark.parametrize("default", [None, False])
def test_training_that_a_custom_layer_hands_down_is_up_to_the_layers_in_it(default: Any) -> None:
    class Dropping(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.drop = layers.Dropout(0.5)

        def call(self, x: Any, training: Any = default) -> Any:
            return self.drop(x, training=training)

    x = keras.Input((6,), name="x")
    outlined = outline(graph_of(keras.Model(x, {"code": Dropping()(x)})))
    assert outlined["code"] == "Dropout 0.5 <- x"


def test_what_is_another_graph_in_training_is_refused() -> None:
    class SkippedInTraining(InAttributes):
        def call(self, given: Tensors, training: Any = None) -> Tensors:
            left, right = self.code(given["left"]), self.code(given["right"])
            return {"same": self.same(left if training else left + right)}

    with pytest.raises(UntraceableError, match="SkippedInTraining computes something else while it is trained"):
        read(SkippedInTraining())


def test_training_decided_by_the_model_shows() -> None:
    class AlwaysDropping(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.drop = layers.Dropout(0.5)

        def call(self, given: Tensors, training: Any = None) -> Tensors:
            return {"code": self.drop(given["left"], training=True)}

    assert outline(read(AlwaysDropping()))["code"] == "Dropout 0.5 training=True <- left"


@pytest.mark.parametrize(
    ("make", "style"),
    [
        (lambda: keras.Sequential([keras.Input((6,)), layers.Dense(1)]), "sequential"),
        (functional, "functional"),
        (InAttributes, "subclassed"),
    ],
    ids=["sequential", "functional", "subclassed"],
)
def test_a_model_tells_its_style(make: Any, style: str) -> None:
    assert style_of(make()) == style


def test_a_subclass_without_inputs_is_refused_with_what_to_pass() -> None:
    with pytest.raises(UntraceableError, match=r"InAttributes is a subclassed model.*pass the inputs"):
        graph_of(InAttributes())


class TensorFlowInside(InAttributes):
    def call(self, given: Tensors) -> Tensors:
        return {"same": self.same(tf.abs(given["left"]))}


class AnIfOnAValue(InAttributes):
    def call(self, given: Tensors) -> Tensors:
        if ops.sum(given["left"]) > 0:
            return {"same": self.same(given["left"])}
        return {"same": self.same(given["right"])}


class NothingReturned(InAttributes):
    def call(self, given: Tensors) -> None:
        self.same(given["left"])


class ALayerReturned(InAttributes):
    def call(self, given: Tensors) -> Any:
        return {"same": layers.Concatenate([given["left"], given["right"]])}


class AMisspeltKey(InAttributes):
    def call(self, given: Tensors) -> Tensors:
        return {"same": self.same(given["lfet"])}


class TakesTwoTensors(InAttributes):
    def call(self, left: Any, right: Any) -> Tensors:
        return {"same": self.same(left)}


@pytest.mark.parametrize(
    ("make", "telling"),
    [
        (TensorFlowInside, r"call\(\) of TensorFlowInside .* not through\s+tf\.\* calls"),
        (AnIfOnAValue, r"call\(\) of AnIfOnAValue .* an `if` on a tensor's values"),
        (NothingReturned, r"call\(\) of NothingReturned .* returned None; tensors were wanted"),
        (ALayerReturned, r"call\(\) of ALayerReturned .*tensors were wanted"),
        (AMisspeltKey, r"call\(\) of AMisspeltKey .* raised KeyError: 'lfet'"),
        (TakesTwoTensors, r"call\(\) of TakesTwoTensors .* missing 1 required positional argument: 'right'"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_call_that_can_not_be_followed_is_named_with_the_reason(make: Any, telling: str) -> None:
    with pytest.raises(UntraceableError, match=f"(?s){telling}"):
        read(make())


class Rectified(layers.Conv1D):
    """As Keras's, with a relu."""

    def call(self, steps: Any) -> Any:
        return ops.relu(super().call(steps))


class Doubled(Rectified):
    """Changes what the call of Keras's uses, too."""

    def convolution_op(self, inputs: Any, kernel: Any) -> Any:
        return super().convolution_op(inputs, 2 * kernel)


class LastState(layers.LSTM):
    def call(self, sequences: Any, initial_state: Any = None, mask: Any = None, training: Any = False) -> Any:
        return super().call(sequences, initial_state=initial_state, mask=mask, training=training)


def test_super_call_is_a_call_of_keras_layer_with_the_weights_of_the_own() -> None:
    steps = keras.Input((7, 8), name="steps")
    own = Rectified(8, 1)
    graph = graph_of(keras.Model(steps, {"code": LastState(4)(own(own(steps)))}))
    assert outline(graph) == {
        "steps": "Input (7, 8) float32",
        "conv1d": "Conv1D 8 1 relu <- steps",
        "conv1d_2": "conv1d again <- conv1d",
        "code": "LSTM 4 <- conv1d_2",
    }
    assert own(keras.ops.ones((1, 7, 8))).shape == (1, 7, 8)


def test_super_call_is_followed_inside_where_more_is_changed() -> None:
    steps = keras.Input((7, 8), name="steps")
    assert "Conv1D" not in str(outline(graph_of(keras.Model(steps, {"code": Doubled(8, 1)(steps)}))))


class BeforeItHasAValue(InAttributes):
    def call(self, given: Tensors) -> Tensors:
        both = layers.add([both, given["left"]])  # noqa: F821
        return {"same": self.same(both)}


@pytest.mark.parametrize("make", [AMisspeltKey, BeforeItHasAValue])
def test_pythons_own_errors_are_told_without_advice_on_tensors(make: Any) -> None:
    with pytest.raises(UntraceableError) as raised:
        read(make())
    assert "symbolic" not in str(raised.value)


def test_an_output_that_comes_from_elsewhere_is_refused() -> None:
    elsewhere = keras.Input((6,))

    class FromElsewhere(InAttributes):
        def call(self, given: Tensors) -> Tensors:
            return {"same": self.same(elsewhere)}

    with pytest.raises(UntraceableError, match="doesn't come from the model's inputs"):
        read(FromElsewhere())


def test_a_model_made_without_kerass_own_init_is_told() -> None:
    class Unfinished(keras.Model):
        def __init__(self) -> None:
            pass

    with pytest.raises(NotAModelError, match=r"Unfinished isn't made to its end: .* calls no super\(\).__init__\(\)\."):
        read(Unfinished())
