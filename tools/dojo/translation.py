"""What the errors that a learner meets mean, in plain words: text to text, without Keras.

The errors are those of Keras 3.15, TensorFlow 2.21 and Python 3.11 to 3.13.
"""

import re
from difflib import get_close_matches
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

# Of what Keras has under a name, what learners use; a test holds it against Keras.
NAMES = {
    "keras": "Input Layer Model Sequential activations callbacks layers losses metrics models ops optimizers utils",
    "keras.layers": """Activation Add Attention Average AveragePooling1D AveragePooling2D BatchNormalization
        Bidirectional Concatenate Conv1D Conv2D Conv2DTranspose Dense Dot Dropout Embedding Flatten GRU
        GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D Identity Input LSTM Lambda
        Layer LayerNormalization LeakyReLU MaxPooling1D MaxPooling2D MultiHeadAttention Multiply Permute ReLU
        RepeatVector Reshape SimpleRNN Softmax Subtract TimeDistributed UpSampling2D add concatenate multiply""",
    "keras.ops": """abs add argmax concatenate exp expand_dims log matmul max maximum mean min minimum multiply one_hot
        relu reshape sigmoid softmax sqrt square squeeze stack subtract sum tanh transpose where""",
    "keras.losses": "Huber MeanSquaredError binary_crossentropy categorical_crossentropy mean_squared_error",
    "activation": "elu gelu leaky_relu linear relu selu sigmoid silu softmax softplus swish tanh",
    "loss": "binary_crossentropy categorical_crossentropy mae mse sparse_categorical_crossentropy",
    "keyword": """activation axis batch_size beta_1 dropout dtype epochs filters inputs kernel_initializer
        kernel_regularizer kernel_size key_dim learning_rate loss loss_weights metrics name num_heads outputs padding
        pool_size rate recurrent_activation recurrent_dropout return_sequences return_state shape strides units""",
}
NAMES["word"] = f"keras numpy {NAMES['keras']} {NAMES['keras.layers']}"
OLD_NAMES = dict(
    pair.split("=")
    for pair in """input=inputs output=outputs lr=learning_rate nb_epoch=epochs nb_filter=filters
    init=kernel_initializer input_dim=shape border_mode=padding subsample=strides W_regularizer=kernel_regularizer
    concat_axis=axis inner_activation=recurrent_activation pool_length=pool_size CuDNNLSTM=LSTM CuDNNGRU=GRU
    mse=mean_squared_error mae=mean_absolute_error concat=concatenate reduce_mean=mean reduce_sum=sum""".split()
)

# Patterns of an error, `ValueError: what it says`, a line break and its place, `at two_inputs.py line 3 in call`; and
# indented what that means. `{name}` is what a pattern's group has found; `{name:loss}` offers the nearest such name.
# The first pattern that matches wins, so the most telling stands first.
TABLE = r"""
ValueError: Output with path .* is not connected to `inputs`
    An output can't be reached from the inputs. Look for an input left out, or a variable given another value midway.
ValueError: Missing data for input "(?P<input>[^"]+)"\. You passed a data dictionary with keys (?P<given>\[[^]]*\])\. E
    The model takes an input `{input}` and was given {given}. Look at the keys of the data and the names of the inputs.
ValueError: Layer "[^"]+" expects 1 named input\(s\) .* but it received (?P<given>\d+) input tensors
    A model that takes one tensor was given {given}. Look at what it is called on: should a layer join them first?
ValueError: Layer "(?P<layer>[^"]+)" expects 1 input\(s\), but it received 0 input tensors
    `{layer}` takes one tensor and was given an empty list. Look at what should have filled it.
ValueError: Layer "(?P<layer>[^"]+)" expects 1 input\(s\), but it received (?P<given>\d+) input tensors
    `{layer}` takes one tensor and was given {given}. Look at what should join them; `return_state` gives states, too.
ValueError: Inputs to a layer should be tensors\. Got 'None' .* as input for layer '(?P<layer>[^']+)'
    `{layer}` was given None for a tensor. Look at the function that should have made it: does it return anything?
ValueError: (?:All `\w+` values .* value None|Attempt to convert a value \(None\)|Invalid dtype: NoneType)
ValueError: A [^.]* layer should be called on a list of [^:]*: input_shape=\[None\b
TypeError: 'NoneType' object is not iterable\nat .*merging
(?:Attribute|Type)Error: 'NoneType' object (?:has no|is not [cs]).*\nat (?!test_)[^/\\]+$
TypeError: (?:cannot unpack non-iterable NoneType|unsupported .*'NoneType').*\nat (?!test_)[^/\\]+$
    None stands here for a tensor, layer or model. Look for a function, or an `add` or `compile`, that returns nothing.
(?:ValueError: All .*<class '|build_\w+\(\) returned <)tensorflow\.python\.keras
    It is made with `tensorflow.python.keras`, an old copy of Keras; a `keras.Model` was wanted. Look at the imports.
ValueError: All `(?P<ends>\w+)` values must be KerasTensors\. .*of type <class '(?:\w+\.)*(?P<type>\w+)'
    Among the model's `{ends}` is something of type `{type}`, no tensor made from a `keras.Input`. Look at each.
ValueError: Only input tensors may be .*keyword argument: (?P<text>.{1,60}) \(of type <class 'str'>
    A layer was given the text `{text}`, not a tensor. Look at how `call` takes its inputs: a dict gives them by name.
ValueError: Only input tensors may be .*: <(?:Concatenate|Add|Multiply|Subtract|Average|Maximum) name=
TypeError: Merge\.__init__\(\) takes 1 positional argument but
    A layer that joins was made with its tensors. Look at its brackets: the first pair makes it, the second calls it.
ValueError: Only input tensors may be .*: <\w+ name=(?P<layer>[^,>]+)
ValueError: Attempt to convert a value \(<\w+ name=(?P<layer>[^,>]+), built
ValueError: Only input tensors may be .*: <class 'keras\.(?:\w+\.)*(?P<layer>\w+)'>
AttributeError: '(?!NoneType)(?P<layer>[A-Z]\w+)' object has no attribute '(?:shape|dtype|rank)'
    `{layer}` is a layer, where the tensor was wanted that it gives. Look at whether the layer is called on anything.
AttributeError: 'dict' object has no attribute '(?:shape|dtype|rank)'
TypeError: unhashable type: 'slice'
ValueError: Invalid dtype: dict\n
KeyError: '?(?:-?\d+|slice\(.*\))'?\n
ValueError: A [^.]* layer should be called on a list of [^:]*: input_shape=\[.*\{
    A dict was used like a list or a tensor. Look at how `call` takes its inputs: a dict gives them by name.
KeyError: '?(?P<key>[^'\n]+?)'?\nat [^/\\\n]+ in call
    `call` asks a dict for `{key}`, which has no such key. Look at the spelling, and at the inputs' names in the brief.
ValueError: A [^.]* layer should be called on a list of
    A layer that joins was called on one tensor, not on a list. Look at its brackets; a Sequential gives it only one.
TypeError: too many positional arguments
    A layer was called on more than its `call` takes. Look at the brackets: several tensors go in as one list or dict.
TypeError: (?:missing a required argument|\w+\.call\(\) missing \d+ required positional arguments?): '(?P<name>\w+)'
    A `call` was given no `{name}`. Look at its parameters: a model gets all its inputs in the first, as a dict or list.
ValueError: Inputs have incompatible shapes\. Received shapes (?P<one>\([^)]*\)) and (?P<other>\([^)]*\))
ValueError: Cannot broadcast shape, .*Input shapes are: (?P<one>\[[^]]*\]) and (?P<other>\[[^]]*\])
    Shapes {one} and {other} can't be added or multiplied. Look at where the branches part: units, `strides`, `padding`.
ValueError: A `Concatenate` layer requires (?=.*\(None, \w+\))(?=.*\(None, \w+, ).*=\[(?P<shapes>.*)\]
    The tensors to be joined, {shapes}, have different numbers of axes. Look for an RNN or a pooling that is left out.
ValueError: A `Concatenate` layer requires inputs with matching shapes .*input_shape=\[(?P<shapes>.*)\]
    The tensors to be joined, {shapes}, may differ in one axis only. Look at where they part: `strides`, `padding`.
ValueError: Input [^:]*layer '(?P<layer>[^']+)'[^:]*: expected \w+=(?P<wanted>\d+), found [^:]*: (?P<shape>\(.*\))
    `{layer}` takes {wanted} dimensions, the batch is one of them, and was given {shape}. Look at what makes its input.
ValueError: Input [^:]*layer '(?P<layer>[^']+)'[^:]*: expected axis .* value (?P<wanted>\d+), [\w ]+(?P<shape>\(.*\))
    `{layer}` was made for a last axis of {wanted} and called on {shape}, too. Look at its calls: one layer, one width.
ValueError: Input .*'input_layer\w*' of layer .*: expected \w+=(?P<wanted>.*), .*=(?P<shape>\(.*\))
    A model that takes {wanted} was called on {shape}. Look at both: do their sizes follow the arguments?
ValueError: Input [^:]*name '(?P<input>[^']+)'[^:]*: expected shape=(?P<wanted>\([^)]*\)), found shape=(?P<shape>\(.*\))
    The input `{input}` takes {wanted} and was fed {shape}. Look at its Input: do its sizes follow the arguments?
ValueError: Shapes used to initialize variables must be fully-defined .* variable path='(?P<layer>[^/']+)
    The weights of `{layer}` need a size that is None, unknown. Look at its input: pooling or an RNN gives a known one.
ValueError: Computed output size would be zero or negative\. .*?shape=(?P<shape>[^`]*)`, `[\w ]+=(?P<window>[^`]*)`
    A window of {window} doesn't fit into {shape}. Look at `padding`, the pools before it, and the axes: channels last.
ValueError: Expected keys (?P<heads>\[[^]]*\]) in loss dict, but found loss\.keys\(\)=(?P<given>\[[^]]*\])
    The heads are named {heads}, the losses {given}. Look at the layers' names: each head needs a loss under its own.
KeyError: '(?P<head>[^'\n]+)'\nat .*compile_utils
    `loss_weights` has no weight for the head `{head}`. Look at its keys: all heads' names must be there.
KeyError: .The path: \('(?P<key>[^']+)',?\) in the `(?P<setting>\w+)` argument, can't be found
    `{setting}` has a key `{key}`, and no head has that name. Look at the keys of the dict that the model returns.
ValueError: dtype='string' is not a valid dtype for Keras type promotion
    Words stand where numbers belong. Look at the data, and at `compile`: its third place is for weights, not `metrics`.
ValueError: `loss_weights` must match the number of losses, got (?P<losses>\d+) losses and (?P<weights>\d+) weights
    `loss` counts {losses} and `loss_weights` {weights}; each head needs one of both. Look at what `compile` is given.
ValueError: No gradients provided for any variable
    The loss depends on no weight. Look at what it is computed from, and whether the model is called under the tape.
TypeError: Expected \w+, but got (?P<key>.{1,60}) of type 'str'
TypeError: Cannot convert '(?P<key>[^']{1,60})' to EagerTensor of dtype
    `{key}` stands where numbers were wanted. Look at the names of the true values and of the heads: they must agree.
TypeError: 'NoneType' object is not iterable\nat .*compile_utils
    Losses or true values come by name, and the heads have none. Look at what `call` returns: only a dict names heads.
ValueError: .*Invalid `metrics`\. [^:]* functional model (?P<heads>\[[^]]*\])
    `metrics` doesn't fit the heads {heads}. Look at what `compile` is given: the metrics of several heads go by name.
ValueError: Arguments `target` and `output` must have the same shape\. [^=]*=(?P<true>\([^)]*\)), [^=]*=(?P<made>\(.*\))
    A loss compares true values {true} with a head {made}. Look at the head's units, and at which head has which loss.
ValueError: Argument `output` must have rank \(ndim\) `target\.ndim - 1`\. Received: [^=]*=(?P<true>\([^)]*\)),
    A sparse loss takes a class as a number and was given true values {true}. Look at which crossentropy the head needs.
(?:Attribute|Import)Error: (?:module 'keras\.layers' has no attribute|cannot import name) '(?P<name>[mM]erge)'
    `{name}` was Keras 1's and is gone. Look for the layer that joins as you mean it: there is one for each way.
AttributeError: module 'keras\.backend' has no attribute '(?P<name>\w+)'
    `keras.backend` has no `{name}` any more. Look into `keras.ops`, where operations on tensors are now.
AttributeError: module '(?:\w+\.)*?(?P<path>keras(?:\.(?!_|keras)\w+)*)' has no attribute '(?P<name>\w+)'
ImportError: cannot import name '(?P<name>\w+)' from '(?:\w+\.)*?(?P<path>keras(?:\.(?!_|keras)\w+)*)'
    `{path}` has no `{name}`{name:{path}}. Look at the spelling, and whether it is of an older Keras.
ModuleNotFoundError: No module named '(?P<path>(?:tensorflow\.)?keras\.[\w.]+)
    There is no `{path}`. Look at the spelling, and whether it is of an older Keras: all layers are in `keras.layers`.
ModuleNotFoundError: No module named '(?P<name>[\w.]+)'
    There is no module `{name}`{name:word}. Look at the spelling; the katas need Keras and NumPy alone.
ValueError: Unrecognized keyword arguments passed to Model: \{'(?P<name>inputs|outputs)'
    `keras.Model` was given `{name}` and not what goes with it. Look at its brackets: it takes inputs and outputs.
ValueError: Unrecognized keyword arguments passed to Model: .*?'(?P<name>input|output)':
ValueError: (?:Unrecognized keyword arguments passed to \w+|Argument\(s\) not recognized): \{'(?P<name>\w+)'
TypeError: (?:Input|Trainer\.compile|\w+\.fit)\(\) got an unexpected keyword argument '(?P<name>\w+)'
    The argument `{name}` isn't known here{name:keyword}. Look at the spelling, and whether it is of an older Keras.
ValueError: Could not interpret \w+(?: function)? identifier: <KerasTensor
ValueError: Cannot convert '\(.*<KerasTensor .*' to a shape
TypeError: A symbolic KerasTensor cannot be used as a boolean
OperatorNotAllowedInGraphError: Using a symbolic `tf\.Tensor` as a Python `bool`
    A tensor stands where a setting or a condition was wanted. Look at brackets that make a layer, at `if` and `while`.
ValueError: Could not interpret (?P<kind>\w+)(?: function)? identifier: (?P<name>.+?)(?: Received|\n)
    Keras knows no {kind} `{name}`{name:{kind}}. Look at the spelling, in small letters, and the order of the settings.
ValueError: [^`]*`(?P<name>units|input_dim|output_dim)`[^.]* integer\. R\w+: \w+=(?P<value>0|-\d+|<[^>]{1,60}>)
    `{name}` was given as {value}, not as a positive int. Look at where it comes from.
ValueError: [^`]*`(?P<name>units|input_dim|output_dim)`[^.]* integer\. R\w+: \w+=(?P<value>.{1,60}?)(?: \(of|\n)
    `{name}` was given as {value}, perhaps as text or from NumPy, not as a positive int. Look at where it comes from.
ValueError: [^`]*`padding` [^:]*: (?:padding=)?(?P<value>\w+)\n
    `padding` is `valid` or `same`, in small letters, and was given as `{value}`. Look at the spelling.
ValueError: Cannot convert '\d+' to a shape
    A shape was given as a number, where a tuple was wanted. Look at the brackets: a tuple of one has a comma.
ValueError: Input [^:]*: expected axis \S+ of input shape to have value \(
TypeError: unsupported operand type\(s\) for %: 'tuple' and 'int'\nat .*keras
ValueError: Cannot convert '\(\([^']*' to a shape\. Found invalid dimension '\([^']*' of type '<class 'tuple'>'
    A layer was given a tuple or list, not a tensor. Look for a comma at a line's end, or brackets around the tensor.
ValueError: (?:Invalid dtype: |Cannot convert ')(?P<value>\w+)(?:\n|' to a mixed)
    Keras knows no dtype `{value}`. Look at the spelling: a dtype's name says how many bits it has, as in float32.
ValueError: A KerasTensor (?:cannot be used as input to a TensorFlow function|is symbolic)
AttributeError: 'KerasTensor' object has no attribute 'numpy'
NotImplementedError: Cannot convert a symbolic tf\.Tensor .* to a numpy array
    TensorFlow, NumPy or Python can't use a tensor that has no numbers yet. Look for the operation in `keras.ops`.
NotImplementedError: We could not automatically infer the shape of the Lambda's output
    A `Lambda` failed when Keras tried it. Look at what it calls: `keras.ops` has replaced most of `keras.backend`.
NotImplementedError: Iterating over a symbolic KerasTensor
OperatorNotAllowedInGraphError: Iterating over a symbolic
    One tensor was taken apart, as if it were a list of several. Look at what the layer or `call` really gets and gives.
TypeError: '(?P<type>bool|dict|float|int|list|str|tuple)' object is not callable
    Something of type `{type}` was called, as only layers and functions can be. Look at the brackets and commas there.
UnboundLocalError: cannot access local variable '(?P<name>\w+)'
    `{name}` is used before it has a value. Look at the lines before: is it set there, under that name?
TypeError: 'KerasTensor' object is not callable
    A tensor was called, as only a layer can be. Look at the brackets, and at what the name that is called stands for.
AttributeError: The layer (?P<layer>\S+) has never been called and thus has no defined (?P<end>\w+)
    `{layer}` has no `{end}`, since it is called on no tensor. Look at how other layers are given theirs.
RuntimeError: In layer '(?P<class>\w+)', you forgot to call `super\(\)
AttributeError: '(?!NoneType)(?P<class>[A-Z]\w*)' object has no attribute '_(?!keras_h)\w+'\nat .*(?:keras|modelgraph)
    `{class}` lacks what Keras gives each model and layer. Look at its `__init__`: does it call that of `super()` first?
RecursionError: maximum recursion depth
    Something calls itself and never ends. Look at what `build` and `call` do: `self(...)` calls both of them.
UntraceableError: call\(\) of (?P<class>\w+) \S+ returned None
    The `call` of `{class}` returns None, where tensors were wanted. Look at its last line.
NotImplementedError: (?:Model|Layer) (?P<class>\w+) does not have a `call
    `{class}` has no method `call`, which says what it computes. Look at the spelling, and at how far `def` is indented.
ValueError: You tried to call `\w+` on layer '(?P<layer>[^']+)', but the layer isn't built
    `{layer}` has no weights yet; a model or layer of your own gets them when it is first called. Look at what calls it.
ValueError: tf\.function only supports singleton tf\.Variables created on the first call
    A layer is made inside `call`, so each call has another. Look for what `call` makes: layers are made in `__init__`.
TypeError: .*?\b(?P<class>\w+)\.__init__\(\) got an unexpected keyword argument '(?P<name>trainable|name|dtype)'
    `{class}` refuses `{name}`, which Keras hands it when loading. Look at whether `__init__` passes other keywords on.
TypeError: .*?\b(?P<class>\w+)\.from_config\(\) missing 1 required
    Keras calls `from_config` on the class `{class}`, before it has an object. Look at the line above its `def`.
NotImplementedError: Object (?P<class>\w+) was created by passing
TypeError: .*Unable to revive .* (?P<class>\w+)\.__init__\(\) missing
    `{class}` can't be made again as it was. Look at `get_config`: it holds each setting by its name in `__init__`.
TypeError: (?P<class>\w+)\.__init__\(\) missing \d+ required positional arguments?: (?P<names>'.*')\n
    `{class}` was made without {names}. Look at the order and the spelling of what stands in its brackets.
TypeError: .*Could not locate (?:class|function) '(?P<class>[^']+)'
    Keras loads only its own classes, and `{class}` isn't one. Look at how a class is registered.
ValueError: Requested the deserialization of a `Lambda`
    A `Lambda` is Python code, which Keras won't load from a file. Look for a layer or an operation that does the same.
ValueError: A total of \d+ objects could not be loaded\. .*: Layer '(?P<layer>[^']+)' expected
    The loaded model has other weights in `{layer}` than the saved one. Look at `get_config`: does it hold all settings?
AttributeError: '\w+' object has no attribute '(?P<name>(?:in|out)put_names)'
    A model has no `{name}` in this Keras. Look at its `inputs` and `outputs`, whose tensors have names.
AttributeError: '(?!NoneType)(?P<class>[A-Z]\w*)' object has no attribute '(?P<name>\w+)'
    `{class}` has no `{name}`. Look at the spelling, at what stands before the dot, and at what `__init__` sets.
ValueError: '(?P<name>.*)' is not a valid scope name
ValueError: Argument `name` must be a string and cannot contain character `/`\. Received: name=(?P<name>.*) \(of
    `{name}` can't be a name. Look for what isn't a letter from a to z, a digit or `_`: accents, spaces and `/`.
ValueError: The name "(?P<name>[^"]+)" is used \d+ times in the model
    Two layers are named `{name}`; a name may stand once in a model. Look at both, and at layers that a function makes.
NameError: name '(?P<name>\w+)' is not defined
    Nothing is named `{name}` here{name:word}. Look at the spelling, the imports, and the lines before.
TypeError: (?P<builder>build_\w+)\(\) got an unexpected keyword argument '(?P<name>\w+)'
    The spec calls `{builder}` with `{name}`, which yours doesn't take. Look at the starter: it has all the arguments.
TypeError: (?P<function>[\w.]+)\(\) takes (?P<wanted>\d+) positional arguments? but (?P<given>\d+)
    `{function}` takes {wanted} values by position, `self` included, and was given {given}. Look at its brackets.
(?:IndentationError: un|TabError: ).*\nat .* line (?P<line>\d+)
    Line {line} begins with other spaces, or a tab, than the lines it belongs to. Look at what it begins with.
SyntaxError: invalid syntax\nat .* line (?P<line>\d+)
    Python can't read line {line}. Look at it and at the end of the line before: a comma or a bracket may be missing.
Failed: DID NOT RAISE
    Nothing was refused where an error is due. Look at the test's name: it says on what.
"""


RECORDS = [  # each pattern with its sentence
    (pattern, " ".join(sentence.split()))
    for patterns, sentence in re.findall(r"((?:^\S.*\n)+)((?:^ {4}.*\n)+)", TABLE, re.MULTILINE)
    for pattern in patterns.splitlines()
]
LONGEST_END = 3000  # characters read of either end of an error
ALIKE = 0.75  # how near a name must be, from 0 to 1: `label` is no `Layer`
SHORTEST = 4  # letters of a name for which another is offered: `era` is no `keras`
MOST_REMEMBERED = 100  # errors: those of a class are often the same, and each report asks
_FRAME = re.compile(r'(?:(\S.*):(\d+): in|  File "(.*)", line (\d+)(?:, in)?) ?(.*)')
_WRAPPED = re.compile(
    r"^(\w+: )\W?Exception encountered when calling \S+\(\)\. "
    r"(?:Could not automatically infer the output shape .*? Error encountered: )?(.*?) Arguments received by .*"
)


class _Found(NamedTuple):
    """What a pattern's group has found, as a sentence shows it."""

    text: str
    has_offer: bool  # whether Python itself offers a name

    def __format__(self, kind: str) -> str:
        if kind:
            return "" if self.has_offer else _offer(self.text, NAMES.get(kind, "").split())
        quoted = re.fullmatch(r"\[?('[\w ]+'(, | and )?)*\]?", self.text)
        shown = self.text.strip("[]").replace("'", "`") or "nothing" if quoted else self.text
        return shown if len(shown) <= 200 else f"{shown[:200]}..."


def _offer(name: str, names: list[str]) -> str:
    if name in OLD_NAMES:
        return f"; it is now `{OLD_NAMES[name]}`"
    by_letters = {one.lower(): one for one in names}
    alike = get_close_matches(name.lower(), by_letters, cutoff=ALIKE)
    near = get_close_matches(name, names, cutoff=ALIKE) or [by_letters[one] for one in alike]
    return f"; near it is `{near[0]}`" if near and name not in near and len(name) >= SHORTEST else ""


@lru_cache(MOST_REMEMBERED)
def translated(text: str) -> str | None:
    """The plain sentence or two on the failure that this text tells of; None where nothing is known.

    The text is as judging gives it: pytest's report of a test, or the error of an import with its frames.

    >>> translated("NameError: name 'Dence' is not defined")
    'Nothing is named `Dence` here; near it is `Dense`. Look at the spelling, the imports, and the lines before.'
    """
    told = text.partition("\n\nYour answer printed:\n")[0]
    last = told.split("\nDuring handling of the above exception, another exception occurred:\n")[-1]
    causes = last.split("\nThe above exception was the direct cause of the following exception:\n")
    sentences = (_sentence(_error(cause), "Did you mean" in cause) for cause in reversed(causes))
    return next((sentence for sentence in sentences if sentence), None)


def _error(report: str) -> str:
    """The error that the report ends in, on one line, and on a second the place where it was raised."""
    lines = report.splitlines()
    told = [line[4:] for line in lines if re.match("E(   |$)", line)] or lines
    said = list(dropwhile(lambda line: not line or line.startswith(" "), told))
    raised = [said.pop()] if len(said) > 1 and _FRAME.match(said[-1]) else []  # the specs' note on where Keras ended
    above = [line for line in lines if not line.startswith("E ")] + told[: len(told) - len(said) - len(raised)]
    frames = [line for line in [*above, *raised] if _FRAME.match(line)]
    error = "\n".join(said)
    if len(error) > 2 * LONGEST_END:
        error = f"{error[:LONGEST_END]} {error[-LONGEST_END:]}"
    if error.startswith("KeyError"):  # shows its text as Python would write it
        error = error.replace("\\n", "\n").replace("\\x1b", "\x1b")
    error = " ".join(re.sub(r"\x1b\[\d*m", "", error).split())
    error = re.sub(r"^(?:\w+\.)+(?=\w+: )", "", error)
    error = _WRAPPED.sub(r"\1\2", error)
    return f"{error}\n" + (_FRAME.sub(r"at \1\3 line \2\4 in \5", frames[-1]) if frames else "")


def _sentence(error: str, has_offer: bool) -> str | None:
    """What the table says of this error."""
    kinds = (re.split(r"\W", error)[0], "(")
    for pattern, sentence in RECORDS:
        if pattern.startswith(kinds) and (found := re.match(pattern, error)):
            return sentence.format_map({name: _Found(text, has_offer) for name, text in found.groupdict().items()})
    return None
