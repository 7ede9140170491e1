"""`losses_of`: what `compile` amounts to for each head.

Reads Keras's private attributes of a compiled model: `_compile_loss` and what is in it, checked on Keras 3.15.1.
"""

import contextlib
import inspect
import math
from inspect import signature
from typing import Any

import keras
import numpy as np

from modelgraph.graph import HeadLoss, Shape, snake_case
from modelgraph.settings import is_kerass

LONGEST_ERROR = 1_000  # characters of what Keras says of losses that it can't use
EXAMPLES, UNKNOWN_SIZE = 5, 3  # of the numbers that tell which loss a function is
SCALES = (1, 1000, -1)  # of errors, which a loss may take otherwise where they are large or below zero
MEANS = ("sum_over_batch_size", "mean", "mean_with_sample_weight")  # one and the same without sample weights


def losses_of(
    model: keras.Model, outputs: dict[str, keras.KerasTensor], by_name: bool
) -> tuple[dict[str, HeadLoss], str]:
    """What `compile` amounts to when the targets are fed by head name: Keras itself pairs losses and weights.

    `by_name` says whether the model returns its outputs by name; the text is Keras's on losses that it can't use.
    """
    compiled = getattr(model, "_compile_loss", None)
    if compiled is None:
        return {}, ""
    declared_losses = _by_head(compiled._user_loss, outputs, by_name)
    declared_weights = _by_head(compiled._user_loss_weights, outputs, by_name)
    made: Any = outputs if by_name else list(outputs.values())
    made = made[0] if isinstance(made, list) and len(made) == 1 else made
    pairing = type(compiled)(compiled._user_loss, compiled._user_loss_weights, output_names=compiled.output_names)
    try:
        pairing.build(made, made)
        paired = [(path, loss, _weight(weight)) for path, loss, weight, _ in pairing._flat_losses]
    except Exception as error:
        said = str(error).strip('"')  # which a KeyError puts around its text
        return {}, _told(f"{type(error).__name__}: {said}", outputs, declared_losses, declared_weights)
    names, by_head = list(outputs), {}
    for path, *loss_and_weight in paired:
        last = path[-1] if path else 0
        by_head[last if last in outputs else names[last]] = loss_and_weight
    unweighed = [head for head in by_head if head not in declared_weights]
    if isinstance(compiled._user_loss_weights, dict) and unweighed:
        said = f"it finds no weight for {', '.join(unweighed)}, and pairs them in the alphabet's order"
        return {}, _told(said, outputs, declared_losses, declared_weights)
    losses = {}
    for head, (loss, weight) in by_head.items():
        name, declared = _loss_name(loss, outputs[head].shape), declared_losses.get(head)
        listed = isinstance(compiled._user_loss, list) and declared
        other = _loss_name(keras.losses.get(declared), outputs[head].shape) if listed else ""
        meant = _weight(declared_weights.get(head))
        losses[head] = HeadLoss(name, 1.0 if weight is None else weight, meant, "" if other == name else other)
    return losses, ""


def _told(said: str, heads: dict[str, Any], losses: dict[str, Any], weights: dict[str, Any]) -> str:
    """What Keras says of losses and weights, and what they go by, where that is not the heads' names."""
    given = {"losses": losses, "loss_weights": weights}
    keys = [
        f"{name} for {', '.join(map(str, one))}" for name, one in given.items() if one and one.keys() != heads.keys()
    ]
    named = f"the heads are {', '.join(heads)}" if len(heads) > 1 else f"the only head is {', '.join(heads)}"
    told = f"{said.rstrip('.')}. Given are {' and '.join(keys)}; {named}." if keys else said
    return told[:LONGEST_ERROR]


def _by_head(given: Any, outputs: dict[str, keras.KerasTensor], by_name: bool) -> dict[str, Any]:
    """What was given for each head, as who wrote it will have meant it."""
    if isinstance(given, dict):
        return given
    return dict(zip(outputs, given, strict=False)) if by_name and isinstance(given, list | tuple) else {}


def _weight(given: Any) -> float | None:
    """The weight, whatever type it has, to the six digits that float32 is sure of: 3 * 0.1 counts as 0.3 does."""
    if isinstance(given, str):
        raise ValueError(f"{given!r} is no weight. compile's third argument is loss_weights; metrics go by name.")
    return None if given is None else float(f"{float(given):.6g}")


def _loss_name(loss: Any, shape: Shape) -> str:
    """`mean_squared_error` for `"mse"`, `MeanSquaredError()` and the function, with settings that aren't defaults.

    So, too, for a learner's own function that gives the same numbers for a head of that shape.
    """
    function = getattr(loss, "fn", None)
    name = str(getattr(function or loss, "__name__", snake_case(type(loss).__name__)))
    if not is_kerass(function or (loss if inspect.isfunction(loss) else type(loss))):
        return _name_by_numbers(loss, shape) or f"{name}, a loss of your own"
    if function is None:
        return name
    defaults = {name: one.default for name, one in signature(function).parameters.items()}
    given = {
        name: -1 if (name, value) == ("axis", len(shape) - 1) else value for name, value in loss._fn_kwargs.items()
    }
    others = {name: value for name, value in given.items() if defaults.get(name) != value}
    others |= {} if loss.reduction in MEANS else {"reduction": loss.reduction}
    return " ".join([name, *(f"{name}={value}" for name, value in others.items())])


def _name_by_numbers(loss: Any, shape: Shape) -> str:
    """The name of Keras's own loss whose means are those of this one; empty if there is none."""
    random = np.random.default_rng(1)
    sizes = [EXAMPLES, *(UNKNOWN_SIZE if size is None else size for size in shape[1:])]
    true, guessed = (_shares(random.uniform(0.1, 0.9, sizes)) for _ in range(2))
    choices = random.integers(0, sizes[-1], [*sizes[:-1], 1])
    for name, known in vars(keras.losses).items():
        if not inspect.isfunction(known) or list(signature(known).parameters)[:2] != ["y_true", "y_pred"]:
            continue
        wanted = choices if name.startswith("sparse") else true
        with contextlib.suppress(Exception):  # it may be for targets of another kind
            scales = SCALES if "error" in name else SCALES[:1]
            if all(_agree(loss, known, scale * wanted, scale * guessed) for scale in scales):
                return str(name)
    return ""


def _agree(loss: Any, known: Any, true: np.ndarray, guessed: np.ndarray) -> bool:
    given, wanted = float(loss(true, guessed)), float(keras.ops.mean(known(true, guessed)))
    return math.isclose(given, wanted, rel_tol=1e-5)


def _shares(values: np.ndarray) -> np.ndarray:
    """Along the last axis numbers that add up to 1, unless there is but one."""
    made: np.ndarray = values / values.sum(axis=-1, keepdims=True) if values.shape[-1] > 1 else values
    return made.astype("float32")
