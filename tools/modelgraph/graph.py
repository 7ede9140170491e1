"""A model as frozen plain data: named inputs, calls in order, named outputs."""

import re
from typing import Any

import msgspec

Shape = tuple[int | None, ...]


class Tensor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Output number `output` of call number `call`, and the argument that it is passed to.

    `role` is empty for a model's outputs; else the path of the argument in the receiving call,
    as in `query` or `inputs[1]`.
    """

    call: int
    output: int = 0
    role: str = ""


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named input; its shape leaves out the batch axis, as `keras.Input` does."""

    name: str
    shape: Shape
    dtype: str


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One use of a layer or an operation.

    `operation` is the layer's class (`Dense`), or `ops.` and the operation's name (`ops.absolute`).
    `config` holds the settings that change what is computed and differ from Keras's defaults, the required ones
    first; `arguments` those that only this call has.
    `layer` numbers the layer whose weights are used: two calls with the same number share them.
    `shapes` are those of the call's outputs, batch axis included.
    """

    operation: str
    sources: tuple[Tensor, ...] = ()
    config: dict[str, Any] = {}
    arguments: dict[str, Any] = {}
    layer: int | None = None
    trainable: bool = True
    shapes: tuple[Shape, ...] = ()
    dtypes: tuple[str, ...] = ()


class HeadLoss(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What `compile` amounts to for one head: its loss, and the weight that Keras gives it in the total.

    `declared_loss` and `declared_weight` are those that `compile` was given for this head: by its name in a dict, or
    by its place in a list where the outputs are a dict. Keras may trade them.
    """

    loss: str
    weight: float
    declared_weight: float | None = None
    declared_loss: str = ""


class Graph(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Calls come after the calls whose outputs they use; call `i` is input `i` for the first `len(inputs)`.

    `parameters` counts the numbers in all weights that the model tracks, as `model.count_params()`.
    `losses` are those of a compiled model, by head; where Keras can't use them, `loss_error` says why.
    """

    inputs: tuple[Input, ...]
    calls: tuple[Call, ...]
    outputs: dict[str, Tensor]
    parameters: int = 0
    losses: dict[str, HeadLoss] = {}
    loss_error: str = ""

    def __repr__(self) -> str:
        """Short, because a failing comparison prints it."""
        return f"<Graph from {', '.join(one.name for one in self.inputs)} to {', '.join(self.outputs)}>"

    def shape_of(self, tensor: Tensor) -> Shape:
        """The tensor's shape, batch axis included, as in `(None, 32)`."""
        return self.calls[tensor.call].shapes[tensor.output]

    @property
    def untrained(self) -> "Graph":
        """The graph as it was before the model was compiled."""
        return msgspec.structs.replace(self, losses={}, loss_error="")

    @property
    def input_specs(self) -> dict[str, str]:
        """Each input's shape and dtype by its name, as in `{"text": "(None,) int32"}`."""
        return {one.name: f"{one.shape} {one.dtype}" for one in self.inputs}

    @property
    def output_specs(self) -> dict[str, str]:
        """Each head's shape without the batch axis and its dtype, as in `{"answer": "(500,) float32"}`."""
        return {
            name: f"{self.shape_of(tensor)[1:]} {self.calls[tensor.call].dtypes[tensor.output]}"
            for name, tensor in self.outputs.items()
        }


def snake_case(name: str) -> str:
    """`conv1d_transpose` for `Conv1DTranspose`."""
    split = re.sub(r"([a-z0-9])([A-Z][a-z])", r"\1_\2", name)
    split = re.sub(r"([a-z])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", split)
    return split.lower()
