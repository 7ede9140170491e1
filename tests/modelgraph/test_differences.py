"""Each way to leave a target gets its own sentence, in a learner's words, and one slip gives no cascade."""

from collections.abc import Callable
from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Graph, differences, graph_of, outline

INPUTS = {"text": (None,), "question": (None,), "left": (6,), "right": (6,), "image": (12, 12, 3), "steps": (7, 8)}


def graph(make: Callable[..., Any], compile_with: dict[str, Any] | None = None) -> Graph:
    """The graph of the model that `make` makes of the inputs that its parameters name."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    dtypes = {name: "int32" if name in ("text", "question") else "float32" for name in names}
    inputs = [keras.Input(INPUTS[name], dtype=dtypes[name], name=name) for name in names]
    model = keras.Model(inputs, make(*inputs))
    if compile_with:
        model.compile(optimizer="sgd", **compile_with)
    return graph_of(model)


def sentences(actual: Graph, target: Graph) -> list[str]:
    return [str(one) for one in differences(actual, target)]


def code(words: Any, width: int = 16, units: int = 8) -> Any:
    return layers.LSTM(units)(layers.Embedding(50, width)(words))


def answered(text: Any, question: Any, **settings: Any) -> dict[str, Any]:
    joined = settings.get("join", layers.concatenate)([code(text, 16, 8), code(question, 12, settings.get("units", 4))])
    return {"answer": layers.Dense(9, activation=settings.get("activation", "softmax"))(joined)}


def qa(text: Any, question: Any) -> dict[str, Any]:
    return answered(text, question)


def test_a_graph_has_no_difference_from_itself() -> None:
    assert sentences(graph(qa), graph(qa)) == []


def test_a_missing_input() -> None:
    assert sentences(graph(lambda text: {"answer": layers.Dense(9)(code(text))}), graph(qa))[0] == (
        "The target takes an input `question`, which your model doesn't have."
    )


def test_an_input_too_many() -> None:
    def three(text: Any, question: Any, left: Any) -> dict[str, Any]:
        return {"answer": layers.Dense(9, activation="softmax")(layers.concatenate([code(text), code(question), left]))}

    assert "Your model takes an input `left`, which the target doesn't have." in sentences(graph(three), graph(qa))


def test_a_misspelt_input() -> None:
    words = keras.Input((None,), dtype="int32", name="txet")
    question = keras.Input((None,), dtype="int32", name="question")
    actual = graph_of(keras.Model([words, question], answered(words, question)))
    assert sentences(actual, graph(qa))[0] == "The target takes an input `text`; your model has `txet` instead."


def test_an_input_of_another_dtype() -> None:
    text = keras.Input((None,), name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    actual = graph_of(keras.Model([text, question], answered(text, question)))
    assert sentences(actual, graph(qa)) == ["The input `text` is (None,) float32; the target's is (None,) int32."]


def test_an_unnamed_input() -> None:
    text, question = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32", name="question")
    actual = graph_of(keras.Model([text, question], answered(text, question)))
    assert "keras.Input made up the name, for it was given none." in sentences(actual, graph(qa))[0]


def test_a_model_over_inner_tensors() -> None:
    text = keras.Input((None,), dtype="int32", name="text")
    actual = graph_of(keras.Model(inner := code(text), {"answer": layers.Dense(9)(inner)}))
    assert "start from tensors that layers have made" in sentences(actual, graph(qa))[0]


def test_an_input_that_reaches_nothing() -> None:
    def deaf(text: Any, question: Any) -> dict[str, Any]:
        return {"answer": layers.Dense(9, activation="softmax")(code(text))}

    assert sentences(graph(deaf), graph(qa))[0] == (
        "The input `question` reaches no head: nothing that the model gives depends on it."
    )


def test_an_input_of_a_head_that_is_missing_is_told_by_the_head_alone() -> None:
    def target(left: Any, right: Any) -> dict[str, Any]:
        x = layers.Dense(7)(left)
        return {"aux": x, "main": layers.Dense(1)(layers.concatenate([x, right]))}

    actual = graph(lambda left, right: {"aux": target(left, right)["aux"]})
    assert sentences(actual, graph(target))[0] == "The target gives `main`, which your model doesn't."


def test_crossed_inputs() -> None:
    def crossed(text: Any, question: Any) -> dict[str, Any]:
        return answered(question, text)

    assert sentences(graph(crossed), graph(qa)) == [
        "`text` and `question` are crossed: each goes where the target sends the other."
    ]


def two_heads(left: Any, main: str = "main", aux: str = "aux") -> dict[str, Any]:
    x = layers.Dense(7, activation="relu")(left)
    return {main: layers.Dense(1)(x), aux: layers.Dense(1, activation="sigmoid")(x)}


def test_swapped_heads() -> None:
    actual = graph(lambda left: two_heads(left, main="aux", aux="main"))
    assert sentences(actual, graph(lambda left: two_heads(left))) == [
        "The heads `main` and `aux` are swapped: each gives what the other should."
    ] or sentences(actual, graph(lambda left: two_heads(left))) == [
        "The heads `aux` and `main` are swapped: each gives what the other should."
    ]


def test_a_misspelt_head() -> None:
    actual = graph(lambda left: two_heads(left, aux="auxiliary"))
    assert sentences(actual, graph(lambda left: two_heads(left))) == [
        "The head `aux` is called `auxiliary` in your model. A head has the name of the last layer or operation that"
        " makes it, or its key in a dict of outputs."
    ]


def test_a_head_given_under_two_names() -> None:
    actual = graph(lambda left: dict.fromkeys(("main", "aux"), two_heads(left)["main"]))
    assert sentences(actual, graph(lambda left: two_heads(left)))[0] == (
        "The heads `aux` and `main` are one tensor in your model; in the target they are two."
    )


def test_a_head_given_twice() -> None:
    actual = graph(lambda left: [listed(left)[0]] * 2)
    assert sentences(actual, graph(listed))[:2] == [
        "The target gives `aux`, which your model doesn't.",
        "Your model gives `main` more than once.",
    ]


def test_a_head_that_is_an_input() -> None:
    def target(left: Any) -> dict[str, Any]:
        embedding = layers.Dense(7)(left)
        return {"embedding": embedding, "label": layers.Dense(3)(embedding)}

    actual = graph(lambda left: target(left) | {"embedding": left})
    assert sentences(actual, graph(target)) == [
        "The head `embedding` is tapped from the wrong place: your model gives `left`, the target `Dense 7 <- left`."
    ]


def test_branches_that_begin_alike_are_not_crossed() -> None:
    def joined_ways(*taken: int) -> Callable[[Any], Any]:
        def make(image: Any) -> dict[str, Any]:
            short = layers.Conv2D(6, 3, strides=2)(layers.Conv2D(4, 1)(image))
            long = layers.Conv2D(6, 3, strides=2)(layers.Conv2D(6, 3, padding="same")(layers.Conv2D(4, 1)(image)))
            return {"mixed": layers.concatenate([(short, long)[one] for one in taken])}

        return make

    assert sentences(graph(joined_ways(1, 1)), graph(joined_ways(0, 1))) == [
        "From `image` to `mixed` the target has `Conv2D 4 1`, `Conv2D 6 3 strides=2`; your model lacks them."
    ]


def test_a_layer_doubled_before_a_skip_gives_one_sentence() -> None:
    def block(image: Any, count: int) -> dict[str, Any]:
        x = image
        for _ in range(count):
            x = layers.Conv2D(6, 3, padding="same", activation="relu")(x)
        y = layers.Conv2D(6, 3, padding="same", activation="relu")(x)
        y = layers.Conv2D(6, 3, padding="same", activation="relu")(y)
        return {"maps": layers.Conv2D(4, 1)(x + y)}

    assert sentences(graph(lambda image: block(image, 2)), graph(lambda image: block(image, 1))) == [
        "From `image` to `conv2d_2` your model has `Conv2D 6 3 padding=same relu`, which the target doesn't have."
    ]


def test_a_name_that_keras_made_up_for_a_head_is_no_other_calls() -> None:
    def made(left: Any) -> list[Any]:
        first, second = layers.Dense(4, name="dense_2")(left), layers.Dense(5)(left)
        return [first, layers.Dense(2, name="label")(layers.Dense(3)(layers.Dense(3)(second)))]

    assert set(outline(graph(made))) == {"left", "dense_2", "dense", "dense_3", "dense_4", "label"}


def test_a_missing_head() -> None:
    actual = graph(lambda left: {"main": two_heads(left)["main"]})
    assert sentences(actual, graph(lambda left: two_heads(left)))[0] == (
        "The target gives `aux`, which your model doesn't."
    )


def deep(image: Any, tap: int = 3, skip: int = 1, add: bool = True, count: int = 4, **changed: Any) -> dict[str, Any]:
    """Convolutions in a row, one of them skipped to the last, with a head tapped on the way."""
    tensors = [image]
    for number in range(count):
        settings = {"padding": "same", "activation": "relu"} | (changed if number == 2 else {})
        tensors.append(layers.Conv2D(settings.pop("filters", 6), 3, **settings)(tensors[-1]))
    last = tensors[-1] + tensors[skip] if add else tensors[-1]
    pool = layers.GlobalAveragePooling2D
    return {"price": layers.Dense(3)(pool()(last)), "label": layers.Dense(5)(pool()(tensors[tap]))}


def wrong_deep(**changed: Any) -> list[str]:
    return sentences(graph(lambda image: deep(image, **changed)), graph(lambda image: deep(image)))


def test_a_mask_is_told_by_its_setting_first() -> None:
    def masking(text: Any, question: Any) -> dict[str, Any]:
        words = layers.Embedding(50, 16, mask_zero=True)(text)
        joined = layers.concatenate([layers.LSTM(8)(words), code(question, 12, 4)])
        return {"answer": layers.Dense(9, activation="softmax")(joined)}

    told = "is `Embedding 50 16 mask_zero=True`; the target has `Embedding 50 16` there. Look at its mask_zero."
    assert sentences(graph(masking), graph(qa))[0] == f"`text.embedding` {told}"


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (lambda x: layers.Softmax(axis=0)(x), "your model has `Softmax axis=0`, which the target doesn't have."),
        (lambda x: ops.clip(x, 0, 9), "your model has `clip x_min=0 x_max=9`, which the target doesn't have."),
    ],
    ids=["softmax", "clip"],
)
def test_a_step_behind_a_heads_layer_is_told_as_a_step(last: Any, told: str) -> None:
    def lengthened(text: Any, question: Any) -> dict[str, Any]:
        return {"answer": last(answered(text, question, activation=None)["answer"])}

    wanted = graph(lambda text, question: answered(text, question, activation=None))
    assert sentences(graph(lengthened), wanted) == [f"From `dense` to `answer` {told}"]


def test_a_head_tapped_too_early() -> None:
    assert wrong_deep(tap=2) == [
        "`global_average_pooling2d` (`GlobalAveragePooling2D`) takes `conv2d_2`; in the target it takes `conv2d_3`."
    ]


def test_a_head_that_is_a_tensor_on_the_way() -> None:
    def target(left: Any) -> dict[str, Any]:
        x = layers.Dense(7, activation="relu")(left)
        return {"embedding": layers.Dense(7, activation="tanh")(x), "label": layers.Dense(3)(x)}

    def early(left: Any) -> dict[str, Any]:
        x = layers.Dense(7, activation="relu")(left)
        layers.Dense(7, activation="tanh")(x)
        return {"embedding": x, "label": layers.Dense(3)(x)}

    assert sentences(graph(early), graph(target))[0] == (
        "From `dense` to `embedding` the target has `Dense 7 tanh`; your model lacks it."
    )


def test_a_skip_from_the_wrong_layer() -> None:
    assert wrong_deep(skip=2) == ["`add` (`Add`) takes `conv2d_2`; in the target it takes `conv2d`."]


def test_a_skip_that_is_missing() -> None:
    assert len(wrong_deep(add=False)) == 1
    assert "the target has `Add`; your model lacks it." in wrong_deep(add=False)[0]


def test_a_skip_whose_relu_is_kept_without_its_sum() -> None:
    def block(image: Any, skip: bool) -> dict[str, Any]:
        x = layers.Conv2D(4, 3, padding="same", activation="relu")(image)
        x = layers.Conv2D(4, 3, padding="same")(x)
        x = x + layers.Conv2D(4, 1)(image) if skip else x
        return {"maps": layers.ReLU()(x)}

    (sentence,) = sentences(graph(lambda image: block(image, skip=False)), graph(lambda image: block(image, skip=True)))
    assert sentence.endswith("the target has `Conv2D 4 1`, `Add`; your model lacks them.")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"filters": 7, "skip": 1}, "filters"),
        ({"activation": "tanh"}, "activation"),
        ({"dilation_rate": 2}, "dilation_rate"),
        ({"use_bias": False}, "use_bias"),
        ({"trainable": False}, "trainable"),
        ({"kernel_regularizer": "l2"}, "kernel_regularizer"),
    ],
    ids=str,
)
def test_a_wrong_setting_far_from_the_heads_gives_one_sentence(changed: dict[str, Any], said: str) -> None:
    (sentence,) = wrong_deep(**changed)
    assert sentence.startswith("`conv2d_3` is `Conv2D")
    assert sentence.endswith(f"Look at its {said}.")


def one_layer(layer: layers.Layer) -> Callable[[Any], Any]:
    return lambda steps: {"code": layers.Dense(3)(layers.Flatten()(layer(steps)))}


@pytest.mark.parametrize(
    ("wrong", "right", "setting"),
    [
        (layers.Conv1D(4, 3, padding="same"), layers.Conv1D(4, 3), "padding"),
        (layers.Conv1D(4, 3, strides=2), layers.Conv1D(4, 3), "strides"),
        (layers.Conv1D(4, 5), layers.Conv1D(4, 3), "kernel_size"),
        (layers.Bidirectional(layers.LSTM(4), merge_mode="sum"), layers.Bidirectional(layers.LSTM(4)), "merge_mode"),
        (layers.Bidirectional(layers.LSTM(5)), layers.Bidirectional(layers.LSTM(4)), "layer"),
        (layers.MaxPooling1D(3), layers.MaxPooling1D(2), "pool_size"),
        (layers.Dropout(0.4), layers.Dropout(0.5), "rate"),
        (layers.LSTM(4, go_backwards=True), layers.LSTM(4), "go_backwards"),
    ],
    ids=["padding", "strides", "kernel_size", "merge_mode", "layer", "pool_size", "rate", "go_backwards"],
)  # fmt: skip
def test_each_wrong_setting_is_named(wrong: layers.Layer, right: layers.Layer, setting: str) -> None:
    (sentence,) = sentences(graph(one_layer(wrong)), graph(one_layer(right)))
    assert sentence.endswith(f"there. Look at its {setting}.")


def test_a_causal_mask_that_is_missing() -> None:
    def attended(causal: bool) -> Callable[[Any], Any]:
        return lambda steps: {"code": layers.MultiHeadAttention(2, 4)(steps, steps, use_causal_mask=causal)}

    (sentence,) = sentences(graph(attended(causal=False)), graph(attended(causal=True)))
    assert sentence.endswith("Look at its use_causal_mask.")


def test_one_tensor_taken_twice_in_place_of_two() -> None:
    assert wrong_deep(skip=-1) == [
        "`add` (`Add`) takes `conv2d_4` more often than in the target; there it takes `conv2d`, too."
    ]


def test_query_and_value_exchanged() -> None:
    def attended(turned: bool) -> Callable[[Any], Any]:
        def make(steps: Any) -> dict[str, Any]:
            memory = layers.Dense(8, activation="relu")(steps)
            pair = (memory, steps) if turned else (steps, memory)
            return {"code": layers.MultiHeadAttention(2, 4)(*pair)}

        return make

    assert sentences(graph(attended(turned=True)), graph(attended(turned=False))) == [
        "`code` takes `dense` as query and `steps` as value;"
        " in the target it takes `steps` as query and `dense` as value."
    ]


def test_a_merge_of_the_wrong_kind() -> None:
    added = graph(lambda text, question: answered(text, question, join=layers.add, units=8))
    target = graph(lambda text, question: answered(text, question, units=8))
    assert sentences(added, target) == [
        "From `question.lstm` and `text.lstm` to `answer` the target has `Concatenate`; your model has `Add` there."
    ]


def joined(*places: int, axis: int = -1) -> Callable[[Any], Any]:
    def make(image: Any) -> dict[str, Any]:
        branches = [layers.Conv2D(filters, 3)(image) for filters in (4, 5, 6)]
        return {"mixed": layers.Concatenate(axis=axis)([branches[place] for place in places])}

    return make


def test_a_branch_doubled() -> None:
    assert sentences(graph(joined(0, 1, 2, 2)), graph(joined(0, 1, 2))) == [
        "`mixed` takes `conv2d_3` more often than in the target."
    ]


def test_a_branch_missing() -> None:
    assert (
        "the target has `Conv2D 6 3`; your model lacks it." in sentences(graph(joined(0, 1)), graph(joined(0, 1, 2)))[0]
    )


def test_an_order_that_is_free_in_the_target_is_not_told() -> None:
    def rescaled(text: Any, question: Any) -> dict[str, Any]:
        joined = layers.Rescaling(2.0)(layers.concatenate([code(question, 12, 4), code(text)]))
        return {"answer": layers.Dense(9, activation="softmax")(joined)}

    assert sentences(graph(rescaled), graph(qa)) == [
        "From `concatenate` to `answer` your model has `Rescaling scale=2.0 offset=0.0`, which the target doesn't have."
    ]


@pytest.mark.parametrize("changed", [{"kernel_size": 1}, {"kernel_size": 2, "strides": 2}], ids=str)
def test_padding_is_not_told_where_it_makes_no_difference(changed: dict[str, Any]) -> None:
    def one_convolution(**settings: Any) -> Graph:
        given = {"filters": 4, "kernel_size": 3, "padding": "same"} | settings
        return graph(lambda image: {"maps": layers.Conv2D(**given)(image)})

    for actual, target in ((changed, {}), ({}, changed)):
        (sentence,) = sentences(one_convolution(**actual), one_convolution(**target))
        assert sentence.endswith(f"Look at its {' and '.join(changed)}.")
    (sentence,) = sentences(one_convolution(kernel_size=5, padding="valid"), one_convolution())
    assert sentence.endswith("Look at its kernel_size and padding.")


def test_places_are_told_by_the_names_in_the_learners_own_graph() -> None:
    def tower(lacking: int | None) -> Callable[[Any], Any]:
        def make(left: Any) -> dict[str, Any]:
            x = left
            for number in range(4):
                x = x if number == lacking else layers.Dense(3 + number)(x)
            return {"price": x}

        return make

    assert sentences(graph(tower(1)), graph(tower(None))) == [
        "From `dense` to `dense_2` the target has `Dense 4`; your model lacks it."
    ]


def test_branches_in_another_order() -> None:
    assert sentences(graph(joined(1, 0, 2)), graph(joined(0, 1, 2))) == [
        "`mixed` takes the right tensors in another order: yours is `conv2d`, `conv2d_2` and `conv2d_3`, the target's"
        " `conv2d_2`, `conv2d` and `conv2d_3`."
    ]


def twins(left: Any, right: Any, shared: bool) -> dict[str, Any]:
    one = layers.Dense(8)
    other = one if shared else layers.Dense(8)
    return {"same": layers.Dense(1)(layers.subtract([one(left), other(right)]))}


def test_unshared_where_shared_is_wanted() -> None:
    actual = graph(lambda left, right: twins(left, right, shared=False))
    assert sentences(actual, graph(lambda left, right: twins(left, right, shared=True))) == [
        "The target calls one Dense on `left` and `right`, with one set of weights; in your model these are 2 layers,"
        " each with its own."
    ]


def test_a_layer_that_is_missing_twice_is_one() -> None:
    def halves(left: Any, right: Any) -> dict[str, Any]:
        one = layers.Dense(8)
        return {"same": layers.Dense(1)(layers.add([one(left), one(right)]))}

    def sums(left: Any, right: Any) -> dict[str, Any]:
        return {"same": layers.Dense(1)(layers.subtract([left, right]))}

    assert "`Dense 8`, `Dense 8` again" in sentences(graph(sums), graph(halves))[0]


def test_shared_where_it_is_not_wanted() -> None:
    actual = graph(lambda left, right: twins(left, right, shared=True))
    assert sentences(actual, graph(lambda left, right: twins(left, right, shared=False))) == [
        "Your model calls one Dense on `left` and `right`; the target has 2 there, each with weights of its own."
    ]


@pytest.mark.parametrize("where", range(10))
def test_a_layer_too_many_gives_one_sentence_wherever_it_is(where: int) -> None:
    def chain(extra: int | None) -> Callable[[Any], Any]:
        def make(left: Any) -> dict[str, Any]:
            x = left
            for number in range(10):
                x = layers.Dense(6 + number % 3, activation="relu")(x)
                x = layers.LayerNormalization()(x) if number == extra else x
            return {"price": layers.Dense(1)(x)}

        return make

    (sentence,) = sentences(graph(chain(where)), graph(chain(None)))
    assert sentence.endswith("your model has `LayerNormalization`, which the target doesn't have.")
    (sentence,) = sentences(graph(chain(None)), graph(chain(where)))
    assert sentence.endswith("the target has `LayerNormalization`; your model lacks it.")


def test_a_body_built_a_second_time() -> None:
    def built_twice(left: Any) -> dict[str, Any]:
        one, other = two_heads(left), two_heads(left)
        return {"main": one["main"], "aux": other["aux"]}

    said = sentences(graph(built_twice), graph(lambda left: two_heads(left)))[0]
    assert "your model has `Dense 7 relu` a second time, with weights of its own." in said


def test_an_input_that_one_head_lacks() -> None:
    def heads(both: bool) -> Callable[..., Any]:
        def make(left: Any, right: Any) -> dict[str, Any]:
            x = layers.concatenate([left, right])
            return {"price": layers.Dense(1)(x if both else left), "label": layers.Dense(2)(x)}

        return make

    assert sentences(graph(heads(both=False)), graph(heads(both=True)))[0] == (
        "The head `price` doesn't depend on the input `right`; in the target it does."
    )


LOSSES = {"main": "mse", "aux": "binary_crossentropy"}
WEIGHTS = {"main": 0.9, "aux": 0.1}


def trained(**compiled: Any) -> Graph:
    return graph(lambda left: two_heads(left), {"loss": LOSSES, "loss_weights": WEIGHTS} | compiled)


def listed(left: Any) -> list[Any]:
    x = layers.Dense(7, activation="relu")(left)
    return [layers.Dense(1, name="main")(x), layers.Dense(1, activation="sigmoid", name="aux")(x)]


def test_a_wrong_loss() -> None:
    assert sentences(trained(loss=LOSSES | {"main": "mae"}), trained()) == [
        "The head `main` is trained with mean_absolute_error; the target uses mean_squared_error."
    ]


def test_weights_swapped_by_hand() -> None:
    assert sentences(trained(loss_weights={"main": 0.1, "aux": 0.9}), trained()) == [
        "The loss of `main` counts 0.1 times in the total; in the target 0.9 times.",
        "The loss of `aux` counts 0.9 times in the total; in the target 0.1 times.",
    ]


@pytest.mark.parametrize(
    "actual",
    [
        lambda: graph(listed, {"loss": list(LOSSES.values()), "loss_weights": WEIGHTS}),
        lambda: trained(loss_weights=[0.9, 0.1]),
    ],
    ids=["list of losses, dict of weights", "dict of outputs, list of weights"],
)
def test_weights_swapped_by_keras_are_told_so_and_when(actual: Callable[[], Graph]) -> None:
    said = sentences(actual(), trained())
    trade = "Keras trades them: where one is a list and the other a dict, it pairs them in the alphabet's order"
    assert [trade in one for one in said] == [True, True]


def test_losses_swapped_by_keras_are_told_so() -> None:
    said = sentences(trained(loss=["mse", "binary_crossentropy"], loss_weights=None), trained(loss_weights=None))
    assert "mean_squared_error has its place in your list, but Keras trades the losses" in said[0]


def test_no_weights_where_the_target_has_some() -> None:
    assert sentences(trained(loss_weights=None), trained())[0] == (
        "The loss of `main` counts once in the total; in the target 0.9 times."
    )


def test_a_head_without_a_loss() -> None:
    said = sentences(trained(loss={"main": "mse"}, loss_weights=None), trained(loss_weights=None))
    assert said == ["The head `aux` has no loss; the target trains it with binary_crossentropy."]


def test_losses_that_keras_refuses() -> None:
    said = sentences(trained(loss=LOSSES | {"third": "mse"}), trained())
    assert said[0].startswith("Keras can't use the losses and weights given to compile: ")


def test_what_keras_says_of_losses_is_told_without_its_quotes() -> None:
    said = sentences(graph(lambda left: two_heads(left), {"loss": {"main": "mse", "third": "mse"}}), trained())
    assert said[0].endswith(" in the labels (`y_true`). Given are losses for main, third; the heads are main, aux.")


def test_layers_that_the_model_does_not_track() -> None:
    class Untracked(keras.Model):
        def call(self, inputs: Any) -> Any:
            return {"label": layers.Dense(3)(inputs["left"])}

    given = {"left": keras.Input((6,), name="left")}
    target = graph(lambda left: {"label": layers.Dense(3)(left)})
    (sentence,) = sentences(graph_of(Untracked(), given), target)
    assert "not those made inside `call`" in sentence


def test_there_are_at_most_five() -> None:
    def other(image: Any) -> dict[str, Any]:
        x = image
        for filters in range(9, 2, -1):
            x = layers.Conv2D(filters, 2, activation="tanh")(x)
        return {f"head_{number}": layers.Dense(number)(ops.mean(x, axis=(1, 2))) for number in (2, 3, 4)}

    assert 1 <= len(sentences(graph(other), graph(lambda image: deep(image)))) <= 5
