"""What is said in other words and computes the same is right; what only looks the same at inference is not."""

from collections.abc import Callable
from typing import Any

import keras
import pytest
from keras import layers, ops
from modelgraph import Call, Comparison, Graph, Input, Tensor, compare, graph_of, same_function

Made = Callable[..., Any]
SHAPES = {"code": (6,), "other": (6,), "image": (8, 8, 3), "steps": (7, 4), "words": (None,)}


class Distance(layers.Layer):
    """A custom layer that says a difference in its own words."""

    def call(self, pair: Any) -> Any:
        one, other = pair
        return ops.maximum(one - other, other - one)


class Mean(layers.Layer):
    """A custom layer that pools in its own words."""

    def call(self, x: Any) -> Any:
        return ops.sum(x, axis=(1, 2)) / 64


class Twice(layers.Layer):
    """A custom layer that Keras's settings may be added to."""

    def call(self, x: Any) -> Any:
        return x * 2


def made(make: Made) -> Graph:
    """The graph of the model that `make` makes of the inputs that its parameters name."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    inputs = [keras.Input(SHAPES[name], dtype="int32" if name == "words" else None, name=name) for name in names]
    heads = make(*inputs)
    return graph_of(keras.Model(inputs, heads if isinstance(heads, dict) else {"head": heads}))


def chain(x: Any, *steps: Any) -> Any:
    for step in steps:
        x = step(x)
    return x


def dense(units: int = 5, **settings: Any) -> layers.Layer:
    return layers.Dense(units, **settings)


def conv(filters: int = 32, **settings: Any) -> layers.Layer:
    return layers.Conv2D(filters, 3, padding="same", activation="relu", **settings)


def softmaxed(*steps: Any) -> Made:
    return lambda image: chain(
        image, *[conv() for _ in range(5)], *steps, layers.Flatten(), dense(activation="softmax")
    )


def skipped(image: Any, add: bool) -> Any:
    x = conv()(image)
    y = chain(x, conv(), conv(), conv())
    return chain(x + y if add else y, layers.GlobalAveragePooling2D(), dense(activation="softmax"))


def twins(code: Any, other: Any, shared: bool) -> Any:
    one = dense()
    return Distance()([one(code), (one if shared else dense())(other)])


def apart(code: Any, other: Any, distance: Callable[[Any], Any]) -> Any:
    reading = dense()
    return dense()(distance(reading(code) - reading(other)))


OTHER_WORDS: dict[str, tuple[Made, Made]] = {
    "abs of a difference": (
        lambda code, other: chain(Distance()([code, other]), dense()),
        lambda code, other: chain(ops.absolute(code - other), dense()),
    ),
    "a custom pool": (
        lambda image: chain(image, conv(), Mean(), dense()),
        lambda image: chain(image, conv(), layers.GlobalAveragePooling2D(), dense()),
    ),
    "a Lambda that adds": (
        lambda code, other: layers.Lambda(lambda pair: -(-pair[0] - pair[1]))([code, other]),
        lambda code, other: layers.Add()([code, other]),
    ),
    "an average by hand": (
        lambda code, other: (code + other) / 2,
        lambda code, other: layers.Average()([code, other]),
    ),
    "softmax by hand": (
        lambda code: chain(code, dense(), lambda x: ops.exp(x) / ops.sum(ops.exp(x), axis=-1, keepdims=True)),
        lambda code: dense(activation="softmax")(code),
    ),
    "sigmoid of a softplus": (
        lambda code: chain(code, dense(), lambda x: 1 / (1 + ops.exp(-x))),
        lambda code: dense(activation="sigmoid")(code),
    ),
    "relu twice": (
        lambda code: chain(code, dense(activation="relu"), layers.ReLU(), dense()),
        lambda code: chain(code, dense(activation="relu"), dense()),
    ),
    "relu as a clip without an upper end": (
        lambda code: chain(code, dense(), lambda x: ops.clip(x, 0, float("inf")), dense()),
        lambda code: chain(code, dense(activation="relu"), dense()),
    ),
    "a Bidirectional's directions joined by hand": (
        lambda steps: layers.Concatenate()(layers.Bidirectional(layers.LSTM(3), merge_mode=None)(steps)),
        lambda steps: layers.Bidirectional(layers.LSTM(3))(steps),
    ),
    "a Bidirectional's last states": (
        lambda steps: layers.concatenate(layers.Bidirectional(layers.LSTM(3, return_state=True))(steps)[1::2]),
        lambda steps: layers.Bidirectional(layers.LSTM(3))(steps),
    ),
    "a crop to the size that it has": (
        lambda image: chain(image, conv(), layers.CenterCrop(8, 8), layers.Flatten(), dense()),
        lambda image: chain(image, conv(), layers.Flatten(), dense()),
    ),
    "a transposed window without more at its end": (
        lambda image: layers.Conv2DTranspose(4, 2, strides=2, output_padding=0)(image),
        lambda image: layers.Conv2DTranspose(4, 2, strides=2)(image),
    ),
    "relu as a maximum": (
        lambda code: chain(code, dense(), lambda x: ops.maximum(x, 0), dense()),
        lambda code: chain(code, dense(activation="relu"), dense()),
    ),
    "Reshape as Flatten": (
        lambda image: chain(image, layers.Reshape((-1,)), dense()),
        lambda image: chain(image, layers.Flatten(), dense()),
    ),
    "the last step of a sequence": (
        lambda steps: chain(steps, layers.LSTM(3, return_sequences=True), lambda x: x[:, -1]),
        lambda steps: chain(steps, layers.LSTM(3)),
    ),
    "a normalization of repeated numbers": (
        lambda steps: layers.BatchNormalization()(layers.UpSampling1D(2)(steps)),
        lambda steps: layers.UpSampling1D(2)(layers.BatchNormalization()(steps)),
    ),
    "a normalization before an LSTM that drops": (
        lambda steps: layers.LSTM(3, dropout=0.5)(ops.negative(layers.BatchNormalization()(ops.negative(steps)))),
        lambda steps: layers.LSTM(3, dropout=0.5)(ops.negative(layers.BatchNormalization()(steps * -1))),
    ),
}

DIFFERENT: dict[str, tuple[Made, Made]] = {
    "dropout missing": (
        lambda code: chain(code, dense(), dense()),
        lambda code: chain(code, dense(), layers.Dropout(0.5), dense()),
    ),
    "dropout too much": (
        lambda code: chain(code, dense(), layers.Dropout(0.5), dense()),
        lambda code: chain(code, dense(), dense()),
    ),
    "dropout moved": (
        lambda code: chain(code, layers.Dropout(0.5), dense(), dense()),
        lambda code: chain(code, dense(), layers.Dropout(0.5), dense()),
    ),
    "dropout moved within one width": (
        lambda code: chain(code, dense(6), layers.Dropout(0.5), lambda x: x * 2 + 1),
        lambda code: chain(code, dense(6), lambda x: x * 2 + 1, layers.Dropout(0.5)),
    ),
    "dropout of another rate": (
        lambda code: chain(code, layers.Dropout(0.4), dense()),
        lambda code: chain(code, layers.Dropout(0.5), dense()),
    ),
    "a frozen layer": (lambda code: dense(trainable=False)(code), lambda code: dense()(code)),
    "stop_gradient before a head": (
        lambda code: chain(code, dense(), ops.stop_gradient, dense()),
        lambda code: chain(code, dense(), dense()),
    ),
    "stop_gradient on an input": (
        lambda code: chain(ops.stop_gradient(code), dense()),
        lambda code: chain(code, dense()),
    ),
    "an unshared pair": (
        lambda code, other: twins(code, other, shared=False),
        lambda code, other: twins(code, other, shared=True),
    ),
    "a shared pair": (
        lambda code, other: twins(code, other, shared=True),
        lambda code, other: twins(code, other, shared=False),
    ),
    "a deep model without its skip": (
        lambda image: skipped(image, add=False),
        lambda image: skipped(image, add=True),
    ),
    "a deep model with a relu too much": (softmaxed(lambda x: x * 0.5), softmaxed()),
    "a distance without a gradient where there is none": (
        lambda code, other: apart(code, other, lambda x: ops.sqrt(ops.square(x))),
        lambda code, other: apart(code, other, ops.absolute),
    ),
    "relu6 for relu": (
        lambda code: chain(code, dense(activation="relu6"), dense()),
        lambda code: chain(code, dense(activation="relu"), dense()),
    ),
    "a clipped head": (lambda code: ops.clip(dense()(code), -9, 9), lambda code: dense()(code)),
    "a regularizer": (lambda code: dense(kernel_regularizer="l2")(code), lambda code: dense()(code)),
    "a penalty on a layer's outputs": (
        lambda code: chain(code, Twice(activity_regularizer="l2"), dense()),
        lambda code: chain(code, Twice(), dense()),
    ),
    "a penalty on an activation's outputs": (
        lambda code: chain(code, dense(), layers.Activation("relu", activity_regularizer="l2")),
        lambda code: chain(code, dense(), layers.Activation("relu")),
    ),
    "a penalty on a sum": (
        lambda code, other: layers.Add(activity_regularizer="l2")([code, other]),
        lambda code, other: layers.Add()([code, other]),
    ),
    "a penalty on what is given": (
        lambda code: chain(code, layers.Identity(activity_regularizer="l2"), dense()),
        lambda code: chain(code, dense()),
    ),
    "a constraint": (lambda code: dense(kernel_constraint="non_neg")(code), lambda code: dense()(code)),
    "a momentum": (
        lambda code: layers.BatchNormalization(momentum=0.9)(code),
        lambda code: layers.BatchNormalization()(code),
    ),
    "a normalization of the pooled maps": (
        lambda image: layers.BatchNormalization()(layers.GlobalAveragePooling2D()(image)),
        lambda image: layers.GlobalAveragePooling2D()(layers.BatchNormalization()(image)),
    ),
    "a normalization of a part": (
        lambda steps: layers.BatchNormalization()(layers.Cropping1D(1)(steps)),
        lambda steps: layers.Cropping1D(1)(layers.BatchNormalization()(steps)),
    ),
    "softmax over one channel": (
        lambda code: dense(1, activation="softmax")(code),
        lambda code: dense(1, activation="sigmoid")(code),
    ),
    "a mask that is dropped": (
        lambda words: chain(words, layers.Embedding(9, 4), layers.GlobalAveragePooling1D()),
        lambda words: chain(words, layers.Embedding(9, 4, mask_zero=True), layers.GlobalAveragePooling1D()),
    ),
}


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS.values(), ids=OTHER_WORDS)
def test_what_computes_the_same_in_other_words_is_right(one: Made, other: Made) -> None:
    assert compare(made(one), made(other)) == Comparison(same=True, in_other_words=True)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_computes_learns_or_drops_something_else_is_wrong(one: Made, other: Made) -> None:
    assert not same_function(made(one), made(other))


def test_a_mask_that_a_mean_does_not_see_is_no_global_pool() -> None:
    def pooled(words: Any) -> Any:
        return ops.mean(layers.Embedding(9, 4, mask_zero=True)(words), axis=1)

    def masked(words: Any) -> Any:
        return layers.GlobalAveragePooling1D()(layers.Embedding(9, 4, mask_zero=True)(words))

    assert not same_function(made(pooled), made(masked))


def test_what_compile_amounts_to_counts() -> None:
    def compiled(loss: str, words: Made) -> Graph:
        code = keras.Input((6,), name="code")
        model = keras.Model(code, {"head": words(code)})
        model.compile("sgd", loss)
        return graph_of(model)

    relu_twice, relu = OTHER_WORDS["relu twice"]
    assert same_function(compiled("mse", relu_twice), compiled("mse", relu))
    assert not same_function(compiled("mae", relu_twice), compiled("mse", relu))


def test_of_what_is_right_in_other_words_only_its_losses_are_told() -> None:
    def compiled(loss: str, pool: Any) -> Graph:
        image = keras.Input(SHAPES["image"], name="image")
        model = keras.Model(image, {"head": chain(image, conv(), pool, dense(1))})
        model.compile(loss={"head": loss})
        return graph_of(model)

    assert compare(compiled("mae", Mean()), compiled("mse", layers.GlobalAveragePooling2D())).differences == [
        "The head `head` is trained with mean_absolute_error; the target uses mean_squared_error."
    ]


def test_a_layer_that_is_not_keras_s_own_and_can_not_be_followed_is_not_run() -> None:
    code = Input("code", (6,), "float32")
    given = Call("Input", shapes=((None, 6),), dtypes=("float32",))
    forged = Call("os.system", (Tensor(0, role="x"),), shapes=((None, 6),), dtypes=("float32",))
    target = made(lambda code: ops.absolute(code))
    assert not same_function(Graph((code,), (given, forged), {"head": Tensor(1)}), target)


def test_the_precision_that_models_are_made_in_stays_as_it_was() -> None:
    keras.config.set_dtype_policy("float32")
    same_function(*map(made, OTHER_WORDS["abs of a difference"]))
    assert keras.config.dtype_policy().name == "float32"


def test_a_graph_that_can_not_run_on_what_the_target_takes_is_another_function() -> None:
    def word(place: int) -> Made:
        return lambda words: layers.Embedding(9, 4)(words)[:, place]

    assert not same_function(made(word(70)), made(word(0)))


def read(*steps: Any) -> Made:
    return lambda words: chain(words, layers.Embedding(9, 4), *steps, layers.GlobalAveragePooling1D())


def window(dilation: int) -> layers.Layer:
    return layers.Conv1D(3, 2, padding="causal", dilation_rate=dilation)


def pool(strides: int) -> layers.Layer:
    return layers.MaxPooling1D(2, strides, padding="same")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (read(window(8)), read(window(16))),
        (read(layers.TimeDistributed(dense()), window(8)), read(layers.TimeDistributed(dense()), window(16))),
        (read(pool(7)), read(pool(9))),
        (read(pool(4), pool(2), pool(2)), read(pool(4), pool(2), pool(3))),
        (read(lambda x: x[:, :7]), read(lambda x: x[:, :9])),
        (read(lambda x: x[:, -6:]), read(lambda x: x[:, -8:])),
        (read(lambda x: ops.roll(x, 1, axis=1)[:, :1]), read(lambda x: ops.roll(x, 68, axis=1)[:, :1])),
    ],
    ids="dilation dilation_behind_a_layer strides strides_after_strides slices slices_from_the_end shifts".split(),
)
def test_what_shows_in_long_sequences_only_counts(one: Made, other: Made) -> None:
    assert not same_function(made(one), made(other))


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("units", [1, 2])
@pytest.mark.parametrize(
    "bend",
    [
        *map(layers.Activation, ("relu", "elu", "leaky_relu", "softplus")),
        lambda x: ops.minimum(x, 50),
        lambda x: ops.clip(x, -300, 300),
        lambda x: ops.where(x > 200, 200.0, x),
    ],
    ids="relu elu leaky_relu softplus minimum clip where".split(),
)
def test_a_bend_of_a_straight_head_shows_wherever_it_is(depth: int, units: int, bend: Any) -> None:
    steps = [dense(8, activation="relu") for _ in range(depth)]
    assert not same_function(
        made(lambda code: chain(code, *steps, dense(units), bend)), made(lambda code: chain(code, *steps, dense(units)))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (read(lambda x: x[:, :500]), read()),
        (read(lambda x: x[:, -400:]), read()),
        (
            read(layers.Conv1D(3, 5), layers.MaxPooling1D(5, padding="same")),
            read(layers.Conv1D(3, 5), layers.MaxPooling1D(5)),
        ),
        (read(layers.MaxPooling1D(3, padding="same")), read(layers.MaxPooling1D(3))),
    ],
    ids="first_words last_words pool_after_a_window pool".split(),
)
def test_what_shows_at_some_lengths_only_counts(one: Made, other: Made) -> None:
    assert not same_function(made(one), made(other))


def test_what_shows_for_one_step_only_counts() -> None:
    embed, label = layers.Embedding(9, 4), dense()
    assert not same_function(
        made(lambda words: label(ops.squeeze(embed(words)))), made(lambda words: label(embed(words)))
    )


def test_what_shows_for_one_example_only_counts() -> None:
    pool, label = layers.GlobalMaxPooling2D(keepdims=True), dense()
    assert not same_function(
        made(lambda image: chain(image, pool, ops.squeeze, label)),
        made(lambda image: chain(image, pool, layers.Flatten(), label)),
    )


@pytest.mark.parametrize(
    "reading",
    [
        lambda words: ops.minimum(words, 999),
        lambda words: ops.where(words < 900, words, 0),
        lambda words: words % 1000,
        lambda words: ops.where(ops.equal(words, 0), 1, words),
        lambda words: ops.minimum(words, 1998),
    ],
    ids="minimum where remainder first last".split(),
)
def test_what_shows_in_some_words_only_counts(reading: Made) -> None:
    steps = layers.Embedding(2000, 4), layers.GlobalAveragePooling1D(), dense(1)
    assert not same_function(
        made(lambda words: chain(words, reading, *steps)), made(lambda words: chain(words, *steps))
    )


def by_a_quotient(code: Any) -> Any:
    one, other = dense()(code), dense()(code)
    return one / (one - other)


def by_a_product(code: Any) -> Any:
    one, other = dense()(code), dense()(code)
    return one * ops.reciprocal(one - other)


def by_a_sum(code: Any) -> Any:
    one, other = dense()(code), dense()(code)
    return one + other


def by_a_quotient_of_squares(code: Any) -> Any:
    one, other = dense()(code), dense()(code)
    return (one * one - other * other) / (one - other)


@pytest.mark.parametrize(("one", "other"), [(by_a_product, by_a_quotient), (by_a_quotient_of_squares, by_a_sum)])
def test_layers_that_are_alike_may_give_what_equal_weights_could_not(one: Made, other: Made) -> None:
    assert same_function(made(one), made(other))
