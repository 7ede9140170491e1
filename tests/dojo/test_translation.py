"""Each entry of the table on an error that this Keras and this Python really raise, and what must not be translated."""

import doctest
import functools
import inspect
import os
import re
import tempfile
import time
import traceback
import warnings
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import keras
import pytest
from dojo import texts, translation
from dojo.course import Course
from dojo.judge import Judge
from dojo.translation import NAMES, OLD_NAMES, translated
from dojo.verdict import TestOutcome, Verdict

from .conftest import ANSWER

SPEC = spec_from_file_location("katas_conftest", Path(__file__).parents[2] / "katas/conftest.py")
assert SPEC
assert SPEC.loader
CONFTEST = module_from_spec(SPEC)
SPEC.loader.exec_module(CONFTEST)

GIVEN = """
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

text = keras.Input((4,), name="text")
question = keras.Input((3,), name="question")
image = keras.Input((8, 8, 3), name="image")
words = keras.Input((None,), dtype="int32", name="words")
FED = {"text": np.ones((2, 4)), "question": np.ones((2, 3))}
TRUE = {"main": np.ones((2, 1)), "aux": np.ones((2, 1))}


def two_heads(join=list):
    body = layers.Concatenate()([text, question])
    heads = {name: layers.Dense(1, name=name)(body) for name in ("main", "aux")}
    return keras.Model([text, question], heads if join is dict else list(heads.values()))


def train(model, true=TRUE, eagerly=True, **settings):
    model.compile("sgd", run_eagerly=eagerly, **settings)
    model.train_on_batch(FED, true)


def saved_and_loaded(model, **settings):
    model.save("model.keras")
    return keras.saving.load_model("model.keras", **settings)


def nothing(x):
    layers.Dense(1)(x)


class Scorer(keras.Model):
    def __init__(self, units=1):
        super().__init__()
        self.score = layers.Dense(units, name="score")

    def call(self, inputs):
        return self.score(inputs)
"""

# Code that fails, and after > what is told of it. `import:` stands before code that fails while it is imported.
PROVOKED = r"""
keras.Model(text, layers.Dense(1)(question))
> An output can't be reached from the inputs. Look for an input left out, or a variable given another value midway.

two_heads()({"text": np.ones((2, 4))})
> The model takes an input `question` and was given `text`. Look at the keys of the data and the names of the inputs.

two_heads()({})
> The model takes an input `text` and was given nothing. Look at the keys of the data and the names of the inputs.

layers.Dense(1, name="score")([text, question])
> `score` takes one tensor and was given 2. Look at what should join them; `return_state` gives states, too.

layers.Dense(1, name="score")([])
> `score` takes one tensor and was given an empty list. Look at what should have filled it.

keras.Sequential([keras.Input((4,)), layers.Dense(2)])([text, question])
> A model that takes one tensor was given 2. Look at what it is called on: should a layer join them first?

FED + text
> A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.

keras.Input((text, 3))
> A tensor stands where a setting or a condition was wanted. Look at brackets that make a layer, at `if` and `while`.

keras.Model(outputs=text)
> `keras.Model` was given `outputs` and not what goes with it. Look at its brackets: it takes inputs and outputs.

keras.Model(inputs=text)
> `keras.Model` was given `inputs` and not what goes with it. Look at its brackets: it takes inputs and outputs.

layers.Concatenate()([{"text": text}, question])
> A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.

layers.Dense(1, name="score")(nothing(text))
> `score` was given None for a tensor. Look at the function that should have made it: does it return anything?

keras.Model(text, nothing(text))
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

layers.Concatenate()([nothing(text), nothing(question)])
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

layers.Concatenate()([text, nothing(question)])
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

keras.Sequential().add(layers.Dense(1)).compile("sgd", "mse")
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

text + nothing(text)
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

nothing(text) + nothing(text)
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

left, right = nothing(text)
> None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.

from tensorflow.python.keras.layers import Dense, Input
x = Input((3,))
keras.Model(x, Dense(1)(x))
> It is made with `tensorflow.python.keras`, an old copy of Keras; a `keras.Model` was wanted. Look at the imports.

keras.Model([text, question], layers.Dense)
> Among the model's `outputs` is something of type `type`, no tensor made from a `keras.Input`. Look at each.

keras.Model(text, layers.Dense(1))
> Among the model's `outputs` is something of type `Dense`, no tensor made from a `keras.Input`. Look at each.

keras.Model(np.ones((2, 4)), layers.Dense(1)(text))
> Among the model's `inputs` is something of type `ndarray`, no tensor made from a `keras.Input`. Look at each.

for one in FED:
    layers.Dense(1)(one)
> A layer was given the text `text`, not a tensor. Look at how `call` takes its inputs: a dict gives them by name.

layers.Dense(1)(layers.Concatenate([text, question]))
> A layer that joins was made with its tensors. Look at its brackets: the first pair makes it, the second calls it.

layers.Add([text, question])
> A layer that joins was made with its tensors. Look at its brackets: the first pair makes it, the second calls it.

layers.Dense(1)(layers.Dense(3, name="hidden"))
> `hidden` is a layer, where the tensor was wanted that it gives. Look at whether the layer is called on anything.

ops.abs(layers.Dense(3, name="hidden"))
> `hidden` is a layer, where the tensor was wanted that it gives. Look at whether the layer is called on anything.

layers.Add()([layers.Dense, text])
> `Dense` is a layer, where the tensor was wanted that it gives. Look at whether the layer is called on anything.

ops.concatenate([layers.Dense(3), text])
> `Dense` is a layer, where the tensor was wanted that it gives. Look at whether the layer is called on anything.

layers.Embedding(3, 4)({"text": text, "question": question})
> A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.

layers.Concatenate()({"text": text, "question": question})
> A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.

{"text": text}[:, 0]
> A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.

class Reader(Scorer):
    def call(self, inputs):
        return self.score(inputs["txt"])
Reader()({"text": text})
> `call` asks a dict for `txt`, which has no such key. Look at the spelling, and at the inputs' names in the brief.

class Reader(Scorer):
    def call(self, inputs):
        return self.score(inputs["txt"])
Reader().call({"text": text})
> `call` asks a dict for `txt`, which has no such key. Look at the spelling, and at the inputs' names in the brief.

keras.Sequential([keras.Input((3,)), layers.Concatenate()])
> A layer that joins was called on one tensor, not on a list. Look at its brackets; a Sequential gives it only one.

layers.Concatenate()(text, question)
> A layer was called on more than its `call` takes. Look at the brackets: several tensors go in as one list or dict.

layers.MultiHeadAttention(2, 2)([image, image])
> A `call` was given no `value`. Look at its parameters: a model gets all its inputs in the first, as a dict or list.

class Reader(Scorer):
    def call(self, text, question):
        return self.score(text + question)
Reader().call({"text": text, "question": question})
> A `call` was given no `question`. Look at its parameters: a model gets all its inputs in the first, as a dict or list.

layers.Add()([text, question])
> Shapes (4,) and (3,) can't be added or multiplied. Look at where the branches part: units, `strides`, `padding`.

text * question
> Shapes [None, 4] and [None, 3] can't be added or multiplied. Look at where the branches part: units, `strides`,
> `padding`.

layers.Concatenate()([image, layers.Conv2D(4, 3)(image)])
> The tensors to be joined, (None, 8, 8, 3), (None, 6, 6, 4), may differ in one axis only. Look at where they part:
> `strides`, `padding`.

layers.Concatenate()([layers.Embedding(9, 3)(words), text])
> The tensors to be joined, (None, None, 3), (None, 4), have different numbers of axes. Look for an RNN or a pooling
> that is left out.

layers.concatenate([text, image])
> The tensors to be joined, (None, 4), (None, 8, 8, 3), have different numbers of axes. Look for an RNN or a pooling
> that is left out.

layers.LSTM(3, name="reader")(text)
> `reader` takes 3 dimensions, the batch is one of them, and was given (None, 4). Look at what makes its input.

layers.Conv2D(3, 3, name="look")(layers.Embedding(9, 3)(words))
> `look` takes 4 dimensions, the batch is one of them, and was given (None, None, 3). Look at what makes its input.

shared = layers.Dense(3, name="shared")
shared(text), shared(question)
> `shared` was made for a last axis of 4 and called on (None, 3), too. Look at its calls: one layer, one width.

keras.Model(text, layers.Dense(1)(text))(np.ones((2, 7)))
> The input `text` takes (None, 4) and was fed (2, 7). Look at its Input: do its sizes follow the arguments?

keras.Sequential([keras.Input((4,)), layers.Dense(2)])(question)
> A model that takes (None, 4) was called on (None, 3). Look at both: do their sizes follow the arguments?

layers.Dense(3, name="score")(layers.Flatten()(layers.Embedding(9, 3)(words)))
> The weights of `score` need a size that is None, unknown. Look at its input: pooling or an RNN gives a known one.

layers.Conv2D(4, 9)(image)
> A window of (9, 9, 3, 4) doesn't fit into (None, 8, 8, 3). Look at `padding`, the pools before it, and the axes:
> channels last.

layers.MaxPooling2D(9)(image)
> A window of [9 9] doesn't fit into [None 8 8 3]. Look at `padding`, the pools before it, and the axes: channels last.

train(two_heads(), loss={"main": "mse", "extra": "mse"})
> The heads are named `main`, `aux`, the losses `main`, `extra`. Look at the layers' names: each head needs a loss under
> its own.

train(two_heads(), loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "extra": 2.0})
> `loss_weights` has no weight for the head `aux`. Look at its keys: all heads' names must be there.

train(two_heads(dict), loss={"main": "mse", "extra": "mse"})
> `loss` has a key `extra`, and no head has that name. Look at the keys of the dict that the model returns.

model = Scorer()
model.compile("sgd", "mse", ["mae"])
model.train_on_batch(np.ones((2, 4)), np.ones((2, 1)))
> Words stand where numbers belong. Look at the data, and at `compile`: its third place is for weights, not `metrics`.

train(two_heads(), loss="mse", loss_weights=[1.0, 2.0])
> `loss` counts 1 and `loss_weights` 2; each head needs one of both. Look at what `compile` is given.

train(two_heads(), {"main": np.ones((2, 1)), "priority": np.ones((2, 1))}, loss=["mse", "mse"])
> `main` stands where numbers were wanted. Look at the names of the true values and of the heads: they must agree.

train(two_heads(dict), {"main": np.ones((2, 1)), "priority": np.ones((2, 1))}, eagerly=False, loss=["mse", "mse"])
> `priority` stands where numbers were wanted. Look at the names of the true values and of the heads: they must agree.

class TwoHeads(Scorer):
    def call(self, inputs):
        return [self.score(inputs["text"]), self.score(inputs["text"])]
train(TwoHeads(), loss={"main": "mse", "aux": "mse"})
> Losses or true values come by name, and the heads have none. Look at what `call` returns: only a dict names heads.

train(two_heads(), loss=["mse", "mse"], metrics=["acc"])
> `metrics` doesn't fit the heads `main`, `aux`. Look at what `compile` is given: the metrics of several heads go by
> name.

train(two_heads(), TRUE | {"aux": np.ones((2, 3))}, loss={"main": "mse", "aux": "categorical_crossentropy"})
> A loss compares true values (2, 3) with a head (2, 1). Look at the head's units, and at which head has which loss.

train(two_heads(), TRUE | {"aux": np.ones((2, 3))}, loss={"main": "mse", "aux": "sparse_categorical_crossentropy"})
> A sparse loss takes a class as a number and was given true values (2, 3). Look at which crossentropy the head needs.

layers.merge([text, question], mode="concat")
> `merge` was Keras 1's and is gone. Look for the layer that joins as you mean it: there is one for each way.

import: from keras.layers import Dense, merge
> `merge` was Keras 1's and is gone. Look for the layer that joins as you mean it: there is one for each way.

keras.backend.concatenate([text, question])
> `keras.backend` has no `concatenate` any more. Look into `keras.ops`, where operations on tensors are now.

layers.Concatinate()([text, question])
> `keras.layers` has no `Concatinate`; near it is `Concatenate`. Look at the spelling, and whether it is of an older
> Keras.

tf.keras.layers.Concatinate()([text, question])
> `keras.layers` has no `Concatinate`; near it is `Concatenate`. Look at the spelling, and whether it is of an older
> Keras.

layers.dense(3)(text)
> `keras.layers` has no `dense`; near it is `Dense`. Look at the spelling, and whether it is of an older Keras.

layers.CuDNNLSTM(3)
> `keras.layers` has no `CuDNNLSTM`; it is now `LSTM`. Look at the spelling, and whether it is of an older Keras.

layers.Frobnicate(3)
> `keras.layers` has no `Frobnicate`. Look at the spelling, and whether it is of an older Keras.

keras.losses.mse
> `keras.losses` has no `mse`; it is now `mean_squared_error`. Look at the spelling, and whether it is of an older
> Keras.

ops.reduce_mean(text)
> `keras.ops` has no `reduce_mean`; it is now `mean`. Look at the spelling, and whether it is of an older Keras.

import: from keras.utils import np_utils
> `keras.utils` has no `np_utils`. Look at the spelling, and whether it is of an older Keras.

import: from keras.layers.core import Dense
> There is no `keras.layers.core`. Look at the spelling, and whether it is of an older Keras: all layers are in
> `keras.layers`.

import: from keras.layers.normalization import BatchNormalization
> There is no `keras.layers.normalization`. Look at the spelling, and whether it is of an older Keras: all layers are in
> `keras.layers`.

import: from keras.utils.np_utils import to_categorical
> There is no `keras.utils.np_utils`. Look at the spelling, and whether it is of an older Keras: all layers are in
> `keras.layers`.

import: import kears
> There is no module `kears`; near it is `keras`. Look at the spelling; the katas need Keras and NumPy alone.

keras.Model(input=[text, question], output=layers.Dense(1)(text))
> The argument `input` isn't known here; it is now `inputs`. Look at the spelling, and whether it is of an older Keras.

layers.Dense(3, activtion="relu")
> The argument `activtion` isn't known here; near it is `activation`. Look at the spelling, and whether it is of an
> older Keras.

layers.Conv2D(3, 3, border_mode="same")
> The argument `border_mode` isn't known here; it is now `padding`. Look at the spelling, and whether it is of an older
> Keras.

keras.optimizers.SGD(lr=0.1, decay=1e-6)
> The argument `lr` isn't known here; it is now `learning_rate`. Look at the spelling, and whether it is of an older
> Keras.

keras.Input(shpe=(5,))
> The argument `shpe` isn't known here; near it is `shape`. Look at the spelling, and whether it is of an older Keras.

layers.Activation(text)
> A tensor stands where a setting or a condition was wanted. Look at brackets that make a layer, at `if` and `while`.

if text > 0:
    pass
> A tensor stands where a setting or a condition was wanted. Look at brackets that make a layer, at `if` and `while`.

class Reader(Scorer):
    def call(self, inputs):
        while ops.max(inputs) > 0:
            inputs = inputs - 1
        return inputs
Reader()(text)
> A tensor stands where a setting or a condition was wanted. Look at brackets that make a layer, at `if` and `while`.

layers.Dense(3, activation="sigmod")
> Keras knows no activation `sigmod`; near it is `sigmoid`. Look at the spelling, in small letters, and the order of the
> settings.

layers.Dense(32, 64)
> Keras knows no activation `64`. Look at the spelling, in small letters, and the order of the settings.

train(two_heads(), loss="binary crossentropy")
> Keras knows no loss `binary crossentropy`; near it is `binary_crossentropy`. Look at the spelling, in small letters,
> and the order of the settings.

layers.Dense("1")
> `units` was given as 1, perhaps as text or from NumPy, not as a positive int. Look at where it comes from.

layers.Dense(np.int64(10))
> `units` was given as 10, perhaps as text or from NumPy, not as a positive int. Look at where it comes from.

layers.Embedding(np.int64(100), 8)
> `input_dim` was given as 100, perhaps as text or from NumPy, not as a positive int. Look at where it comes from.

layers.Dense(0)
> `units` was given as 0, not as a positive int. Look at where it comes from.

layers.Dense(layers.Dense(4, name="score"))
> `units` was given as <Dense name=score, built=False>, not as a positive int. Look at where it comes from.

layers.MaxPooling2D(2, padding="SAME")(image)
> `padding` is `valid` or `same`, in small letters, and was given as `SAME`. Look at the spelling.

layers.Conv2D(2, 3, padding="smae")
> `padding` is `valid` or `same`, in small letters, and was given as `smae`. Look at the spelling.

keras.Input(shape=(5))
> A shape was given as a number, where a tuple was wanted. Look at the brackets: a tuple of one has a comma.

x = layers.Dense(3)(text),
layers.Dense(3)(x)
> A layer was given a tuple or list, not a tensor. Look for a comma at a line's end, or brackets around the tensor.

layers.Conv2D(3, 3)([image])
> A layer was given a tuple or list, not a tensor. Look for a comma at a line's end, or brackets around the tensor.

class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.look = layers.Conv2D(3, 3)
    def call(self, inputs):
        return [self.look(inputs)]
Block()(Block()(image))
> A layer was given a tuple or list, not a tensor. Look for a comma at a line's end, or brackets around the tensor.

keras.Input((5,), dtype="float")
> Keras knows no dtype `float`. Look at the spelling: a dtype's name says how many bits it has, as in float32.

layers.Dense(3, dtype="float")
> Keras knows no dtype `float`. Look at the spelling: a dtype's name says how many bits it has, as in float32.

tf.one_hot(words, 4)
> TensorFlow, NumPy or Python can't use a tensor that has no numbers yet. Look for the operation in `keras.ops`.

np.abs(text)
> TensorFlow, NumPy or Python can't use a tensor that has no numbers yet. Look for the operation in `keras.ops`.

text.numpy()
> TensorFlow, NumPy or Python can't use a tensor that has no numbers yet. Look for the operation in `keras.ops`.

class Reader(Scorer):
    def call(self, inputs):
        return np.abs(inputs)
Reader()(text)
> TensorFlow, NumPy or Python can't use a tensor that has no numbers yet. Look for the operation in `keras.ops`.

layers.Lambda(lambda x: keras.backend.abs(x))(text)
> A `Lambda` failed when Keras tried it. Look at what it calls: `keras.ops` has replaced most of `keras.backend`.

left, right = layers.Dense(3)(text)
> One tensor was taken apart, as if it were a list of several. Look at what the layer or `call` really gets and gives.

class Reader(Scorer):
    def call(self, inputs):
        left, right = inputs
        return self.score(left)
Reader()(text)
> One tensor was taken apart, as if it were a list of several. Look at what the layer or `call` really gets and gives.

layers.Dense(3)(text)(question)
> A tensor was called, as only a layer can be. Look at the brackets, and at what the name that is called stands for.

branch = keras.Sequential([keras.Input((4,)), layers.Dense(2)], name="branch")
layers.Dense(1)(branch.output)
> `branch` has no `output`, since it is called on no tensor. Look at how other layers are given theirs.

class Reader(keras.Model):
    def __init__(self):
        self.score = layers.Dense(1)
    def call(self, inputs):
        return self.score(inputs)
Reader()(text)
> `Reader` lacks what Keras gives each model and layer. Look at its `__init__`: does it call that of `super()` first?

class Reader(keras.Model):
    def __init__(self):
        self.score = layers.Dense(1)
Reader().compile("sgd", "mse")
> `Reader` lacks what Keras gives each model and layer. Look at its `__init__`: does it call that of `super()` first?

class Reader(keras.Model):
    def __init__(self):
        super(keras.Model, self).__init__()
    def call(self, inputs):
        return inputs
Reader()(text)
> `Reader` lacks what Keras gives each model and layer. Look at its `__init__`: does it call that of `super()` first?

from modelgraph import graph_of
class Reader(Scorer):
    def call(self, inputs):
        self.score(inputs["text"])
graph_of(Reader(), {"text": text})
> The `call` of `Reader` returns None, where tensors were wanted. Look at its last line.

class Reader(keras.Model):
    def cal(self, inputs):
        return inputs
Reader()(text)
> `Reader` has no method `call`, which says what it computes. Look at the spelling, and at how far `def` is indented.

layers.Dense(1, name="score").count_params()
> `score` has no weights yet; a model or layer of your own gets them when it is first called. Look at what calls it.

class Reader(keras.Model):
    def call(self, inputs):
        return layers.Dense(1)(inputs["text"])
train(Reader(), TRUE["main"], eagerly=False, loss="mse")
> A layer is made inside `call`, so each call has another. Look for what `call` makes: layers are made in `__init__`.

model = Scorer()
model(np.ones((2, 3)))
saved_and_loaded(model, custom_objects={"Scorer": Scorer})
> `Scorer` refuses `trainable`, which Keras hands it when loading. Look at whether `__init__` passes other keywords on.

class Twice(layers.Layer):
    def call(self, inputs):
        return 2 * inputs
saved_and_loaded(keras.Model(text, Twice()(text)))
> Keras loads only its own classes, and `Twice` isn't one. Look at how a class is registered.

class Times(layers.Layer):
    def __init__(self, how, **settings):
        super().__init__(**settings)
    def call(self, inputs):
        return inputs
saved_and_loaded(keras.Model(text, Times(print)(text)))
> `Times` can't be made again as it was. Look at `get_config`: it holds each setting by its name in `__init__`.

class Wide(Scorer):
    def __init__(self, width, **settings):
        keras.Model.__init__(self, **settings)
        self.score = layers.Dense(width)
    def get_config(self):
        return {"name": self.name}
model = Wide(3)
model(np.ones((2, 3)))
saved_and_loaded(model, custom_objects={"Wide": Wide})
> `Wide` can't be made again as it was. Look at `get_config`: it holds each setting by its name in `__init__`.

class Wide(Scorer):
    def __init__(self, width=2, **settings):
        keras.Model.__init__(self, **settings)
        self.score = layers.Dense(width, name="score")
model = Wide(3)
model(np.ones((2, 3)))
saved_and_loaded(model, custom_objects={"Wide": Wide})
> The loaded model has other weights in `score` than the saved one. Look at `get_config`: does it hold all settings?

@keras.saving.register_keras_serializable()
class Plain(layers.Layer):
    def call(self, inputs):
        return 2 * inputs
    def from_config(cls, config):
        return cls(**config)
saved_and_loaded(keras.Model(text, Plain()(text)))
> Keras calls `from_config` on the class `Plain`, before it has an object. Look at the line above its `def`.

saved_and_loaded(keras.Model(text, layers.Lambda(lambda x: x + 1)(text)))
> A `Lambda` is Python code, which Keras won't load from a file. Look for a layer or an operation that does the same.

layers.Dense(activation="relu")
> `Dense` was made without `units`. Look at the order and the spelling of what stands in its brackets.

layers.Conv1D(nb_filter=3, filter_length=3)
> `Conv1D` was made without `filters` and `kernel_size`. Look at the order and the spelling of what stands in its
> brackets.

two_heads().input_names
> A model has no `input_names` in this Keras. Look at its `inputs` and `outputs`, whose tensors have names.

class Reader(Scorer):
    def train_step(self, data):
        made = self(data[0])
        with tf.GradientTape() as tape:
            loss = keras.ops.mean(made)
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        return {"loss": loss}
model = Reader()
model.compile(run_eagerly=True)
model.train_on_batch(np.ones((1, 3)), np.ones((1, 1)))
> The loss depends on no weight. Look at what it is computed from, and whether the model is called under the tape.

class Reader(Scorer):
    def call(self, inputs):
        return self.scores(inputs)
Reader()(np.ones((2, 3)))
> `Reader` has no `scores`. Look at the spelling, at what stands before the dot, and at what `__init__` sets.

train(keras.Model([text, question], layers.Dense(1, name="größe")(text)), TRUE["main"], eagerly=False, loss="mse")
> `größe` can't be a name. Look for what isn't a letter from a to z, a digit or `_`: accents, spaces and `/`.

keras.Input((4,), name="my/text")
> `my/text` can't be a name. Look for what isn't a letter from a to z, a digit or `_`: accents, spaces and `/`.

keras.Model(text, layers.Dense(1, name="text")(text))
> Two layers are named `text`; a name may stand once in a model. Look at both, and at layers that a function makes.

lyers.Dense(3)
> Nothing is named `lyers` here; near it is `layers`. Look at the spelling, the imports, and the lines before.

keras.Model(text, label)
> Nothing is named `label` here. Look at the spelling, the imports, and the lines before.

keras.Model(text, era)
> Nothing is named `era` here. Look at the spelling, the imports, and the lines before.

def build_model():
    joined = layers.Concatenate()([text, joined])
build_model()
> `joined` is used before it has a value. Look at the lines before: is it set there, under that name?

layers.Dense(1)(3(text))
> Something of type `int` was called, as only layers and functions can be. Look at the brackets and commas there.

Dense(3)
> Nothing is named `Dense` here. Look at the spelling, the imports, and the lines before.

def build_model():
    return two_heads()
build_model(vocabulary=7)
> The spec calls `build_model` with `vocabulary`, which yours doesn't take. Look at the starter: it has all the
> arguments.

keras.Model(text)
> `Layer.__init__` takes 1 values by position, `self` included, and was given 2. Look at its brackets.

import: def build_model():
    x = 1
      y = 2
> Line 3 begins with other spaces, or a tab, than the lines it belongs to. Look at what it begins with.

import: def build_model():
    x = 1
	y = 2
> Line 3 begins with other spaces, or a tab, than the lines it belongs to. Look at what it begins with.

import: x = = 1
> Python can't read line 1. Look at it and at the end of the line before: a comma or a bracket may be missing.

import pytest
with pytest.raises(ValueError):
    two_heads()(FED)
> Nothing was refused where an error is due. Look at the test's name: it says on what.

class Endless(keras.Model):
    def build(self, shape):
        self(ops.ones((1, 2)))
    def call(self, inputs):
        return inputs
Endless()(ops.ones((1, 2)))
> Something calls itself and never ends. Look at what `build` and `call` do: `self(...)` calls both of them.
"""


MADE_BY_AN_OLD_COPY = "build_model() returned <tensorflow.python.keras.engine.functional.Functional object at 0x7f>; a"

# Errors that are plain enough, or of which nothing is known, and failures that are no errors.
LEFT_ALONE = [
    "assert 1 == 2",
    "assert {'label': 1} == {'label': 2, 'embedding': 3}",
    "assert None == 'ValueError: Invalid dtype: float'",
    "raise AssertionError('ValueError: Invalid dtype: float')",
    "np.testing.assert_array_equal(np.ones(3), np.zeros(3))",
    "raise RuntimeError('no idea')",
    "1 / 0",
    "tf.constant(3.5, dtype='int32')",
    "import: print 'x'",
    "import: x = (1, 2",
]


def cases() -> list[tuple[str, str]]:
    """The code and the sentence of each case above."""
    return [
        (code, " ".join(sentence.replace("\n>", "").split()))
        for code, sentence in (case.split("\n> ", 1) for case in PROVOKED.strip().split("\n\n"))
    ]


@functools.cache
def report_on(code: str) -> str:
    """What the judge is told when this code fails: at import, or else in a test."""
    at_import = code.startswith("import:")
    source = code.removeprefix("import:").strip() + "\n" if at_import else f"{GIVEN}\n\n{code}\n"
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = Path(place).resolve() / "answer.py"
        file.write_text(source, "utf-8")
        here = os.getcwd()
        os.chdir(place)
        try:
            exec(compile(source, str(file), "exec"), {"__name__": "answer", "__file__": str(file)})
        except BaseException as error:
            report = _imported(error, file) if at_import else _tested(error, file)
            return report.replace(f"{file.parent}{os.sep}", "")
        finally:
            os.chdir(here)
    raise LookupError(f"This raises nothing:\n{code}")


def _tested(error: BaseException, file: Path) -> str:
    """As the specs' conftest shows it, without Keras's lines."""
    CONFTEST.shorten(error, file.parent)
    return str(pytest.ExceptionInfo.from_exception(error).getrepr(style="short"))


def _imported(error: BaseException, file: Path) -> str:
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return "".join([*traceback.format_list(own), *traceback.format_exception_only(error)]).rstrip()


@pytest.mark.parametrize(("code", "sentence"), cases())
def test_an_error_is_told_in_plain_words(code: str, sentence: str) -> None:
    assert translated(report_on(code)) == sentence


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in translation.RECORDS])
def test_every_pattern_is_met(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report_on(code) for code, _ in cases()] + [MADE_BY_AN_OLD_COPY]
    monkeypatch.setattr(translation, "RECORDS", [(pattern, "met")])
    assert "met" in {translated(report) for report in reports}


def test_every_sentence_is_met() -> None:
    told = [sentence for _, sentence in cases()]
    unmet = {template for _, template in translation.RECORDS if not any(says(template, one) for one in told)}
    assert unmet == set()


def says(template: str, sentence: str) -> bool:
    """Whether the sentence may come from that template."""
    plain = re.split(r"\{(?:[^{}]|\{[^{}]*\})*\}", template)
    return re.fullmatch(".*".join(map(re.escape, plain)), sentence) is not None


@pytest.mark.parametrize("template", sorted({template for _, template in translation.RECORDS}))
def test_an_entry_is_at_most_two_sentences_and_says_where_to_look(template: str) -> None:
    sentences = re.split(r"(?<=[.?]) (?=[A-Z])", template)
    assert (len(sentences), "Look " in sentences[-1]) == (2, True)


@pytest.mark.parametrize("code", LEFT_ALONE)
def test_what_is_plain_or_unknown_is_left_alone(code: str) -> None:
    assert translated(report_on(code)) is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "E", "no build_model", "triple.py is empty.", "E   ", "ValueError", "x: y"]
)
def test_a_text_without_an_error_is_left_alone(text: str) -> None:
    assert translated(text) is None


def test_a_failed_assertion_that_speaks_of_an_error_is_left_alone() -> None:
    reports = [report_on(code) for code, _ in cases()]
    asserted = [
        re.sub(r"^(E   )?[\w.]*(Error|Failed):", r"\1AssertionError:", one, flags=re.MULTILINE) for one in reports
    ]
    assert {translated(one) for one in asserted} == {None}


def test_what_an_answer_prints_is_no_error() -> None:
    failed = report_on("assert 1 == 2")
    assert translated(f"{failed}\n\nYour answer printed:\nE   NameError: name 'x' is not defined") is None


def test_the_starters_failures_are_left_alone(judge: Judge, course: Course) -> None:
    first = {kata.name: judge.judge(kata, kata.starter).failures[0].message for kata in course.katas[::4]}
    assert {name: translated(message) for name, message in first.items()} == dict.fromkeys(first)


def test_pythons_own_offer_is_not_repeated() -> None:
    report = "NameError: name 'lyers' is not defined. Did you mean: 'layers'?"  # so from Python 3.12 on
    assert (
        translated(report) == "Nothing is named `lyers` here. Look at the spelling, the imports, and the lines before."
    )


HOSTILE = {
    "one long word": "E   ValueError: " + "a" * 1_000_000,
    "many lines": "E   ValueError: a\n" * 60_000,
    "empty lines": "\n" * 1_000_000,
    "brackets": "E   ValueError: Cannot broadcast shape, Input shapes are: " + "[" * 1_000_000,
    "many frames": "a.py:1: in b\n" * 80_000 + "E   KeyError: 'a'",
    "many causes": "E   KeyError: 'a'\n\nThe above exception was the direct cause of the following exception:\n"
    * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_huge_text_takes_no_long_time(text: str) -> None:
    started = time.process_time()
    translated(text)
    assert time.process_time() - started < 5


def test_a_message_that_nearly_matches_over_and_over_takes_no_long_time() -> None:
    said = {line[4:-9] for code, _ in cases() for line in report_on(code).splitlines() if line.startswith("E   ")}
    started = time.process_time()
    for message in said:
        kind, _, rest = message.partition(": ")
        translated(f"E   {kind}: " + rest * (10_000 // max(1, len(rest))))
    assert time.process_time() - started < 5


def test_a_long_name_is_cut() -> None:
    sentence = translated(f"E   NameError: name '{'x' * 1000}' is not defined") or ""
    assert (sentence[:24], len(sentence) < 400) == ("Nothing is named `xxxxxx", True)


def names_of(module: object) -> set[str]:
    return set(dir(module))


def keywords() -> set[str]:
    """The arguments of Keras's layers, optimizers, `Input`, `Model`, `compile` and `fit`."""
    classes = [
        one for place in (keras.layers, keras.optimizers) for one in vars(place).values() if inspect.isclass(one)
    ]
    made = [keras.Input, keras.Model.compile, keras.Model.fit, *(one.__init__ for one in classes)]
    return {"inputs", "outputs"}.union(*(inspect.signature(one).parameters for one in made))


def known_to(get: object, names: list[str]) -> set[str]:
    return {name for name in names if callable(get(name))}  # raises for a name that Keras doesn't know


REAL = {
    "keras": names_of(keras),
    "keras.layers": names_of(keras.layers),
    "keras.ops": names_of(keras.ops),
    "keras.losses": names_of(keras.losses),
    "activation": known_to(keras.activations.get, NAMES["activation"].split()),
    "loss": known_to(keras.losses.get, NAMES["loss"].split()),
    "keyword": keywords(),
    "word": names_of(keras) | names_of(keras.layers) | {"keras", "numpy"},
}


@pytest.mark.parametrize("kind", NAMES)
def test_the_names_that_are_offered_are_keras_own(kind: str) -> None:
    assert set(NAMES[kind].split()) - REAL[kind] == set()


def test_what_old_names_are_now_is_keras_own() -> None:
    assert set(OLD_NAMES.values()) - set().union(*REAL.values()) == set()


def test_the_example_is_true() -> None:
    assert doctest.testmod(translation) == (0, 1)


def shown(toy: Path, verdict: Verdict) -> list[str]:
    return texts.verdict_text(Course(toy).kata("triple"), verdict, "triple.py").splitlines()


def test_the_sentence_stands_on_top_of_the_whole_report(toy: Path) -> None:
    report = report_on("Dense(3)")
    lines = shown(toy, Verdict("01_triple", False, tests=[TestOutcome("test_it_builds", "failed", report)]))
    start = lines.index("[bold]test_it_builds[/]")
    sentence = "Nothing is named `Dense` here. Look at the spelling, the imports, and the lines before."
    assert lines[start + 1 : -2] == [f"[bold]In short:[/] {sentence}", "", *texts.escape(report).splitlines()]


def test_a_failed_assertion_is_shown_as_it_was(toy: Path) -> None:
    report = report_on("assert 1 == 2")
    lines = shown(toy, Verdict("01_triple", False, tests=[TestOutcome("test_it_builds", "failed", report)]))
    start = lines.index("[bold]test_it_builds[/]")
    assert lines[start + 1 : -2] == texts.escape(report).splitlines()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("from keras.layers.core import Dense\n", "There is no `keras.layers.core`."),
        (ANSWER.replace("layers.Dense", "layers.Dence"), "`keras.layers` has no `Dence`; near it is `Dense`."),
        ("import keras\n\nkeras.layers.CuDNNLSTM(3)\n", "`keras.layers` has no `CuDNNLSTM`; it is now `LSTM`."),
        (ANSWER.replace('name="triple"', 'activation="relo"'), "Keras knows no activation `relo`; near it is `relu`."),
        (ANSWER.replace("keras.Sequential", "(keras.Sequential"), None),
    ],
)
def test_it_is_told_of_a_real_verdict(judge: Judge, toy: Path, answer: str, sentence: str | None) -> None:
    kata = Course(toy).kata("triple")
    kata.answer.write_text(answer)
    lines = shown(toy, judge.judge(kata, kata.answer))
    told = [line.split(" Look ")[0] for line in lines if line.startswith("[bold]In short")]
    assert told == ([f"[bold]In short:[/] {sentence}"] if sentence else [])
