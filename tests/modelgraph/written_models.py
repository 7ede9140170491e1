"""Keras models made from descriptions: functional or subclassed, with parts nested, in any wording."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
from keras import layers

from .choices import Choices
from .concat_orders import Channels
from .descriptions import MERGES, Description, Shape, shapes_of
from .rewrites import rewritten
from .sayings import Saying, saying_of

Tensors = list[Any]


@dataclass(frozen=True)
class WrittenModel:
    """A model, its layers by the numbers in its description, and how their weights and its outputs are to be read.

    `heads` are the names of its outputs in order; None where it gives them by name.
    """

    model: keras.Model
    inputs: dict[str, Any]
    layers: dict[int, layers.Layer]
    channels: dict[int, Channels]
    heads: tuple[str, ...] | None


@dataclass
class _Part:
    """Something that is called once: one layer or function, or a nested block of them."""

    takes: tuple[int, ...]
    gives: tuple[int, ...]
    call: Callable[[Tensors], Tensors]
    objects: list[layers.Layer] = field(default_factory=list)
    key: tuple[int, ...] = ()  # the layers in it, where it is a chain


class Block(layers.Layer):  # type: ignore[misc]  # Keras has no types
    """A custom layer of parts."""

    def __init__(self, parts: list[_Part], takes: tuple[int, ...], gives: tuple[int, ...]) -> None:
        super().__init__()
        self._parts_run = _Parts(parts, takes, gives)
        self.inner = _objects_of(parts)

    def call(self, inputs: Any) -> Any:
        return _one_or_all(self._parts_run(_as_list(inputs)))


class _Parts:
    """What parts make of some values; no list, which Keras would look into for layers."""

    def __init__(self, parts: Sequence[_Part], takes: tuple[int, ...], gives: tuple[int, ...]) -> None:
        self._parts, self._takes, self._gives = tuple(parts), takes, gives

    def __call__(self, tensors: Tensors) -> Tensors:
        values = dict(zip(self._takes, tensors, strict=True))
        for part in self._parts:
            values.update(zip(part.gives, part.call([values[one] for one in part.takes]), strict=True))
        return [values[one] for one in self._gives]


class Subclassed(keras.Model):  # type: ignore[misc]  # Keras has no types
    """A dict of inputs in, a dict of heads out; its layers are attributes, in a list or in a dict."""

    def __init__(self, run: _Parts, names: list[str], heads: list[str], kept: dict[str, Any]) -> None:
        super().__init__()
        self._run, self._input_order, self._heads = run, tuple(names), tuple(heads)
        for name, value in kept.items():
            setattr(self, name, value)

    def call(self, inputs: Any) -> Any:
        return dict(zip(self._heads, self._run([inputs[name] for name in self._input_order]), strict=True))


def written(description: Description, wording: bytes) -> tuple[WrittenModel, Choices]:
    """The description's model in this wording, and what was chosen on the way."""
    choices = Choices(wording)
    description, channels = rewritten(description, choices)
    return _Writer(description, channels, choices).model(), choices


class _Writer:
    def __init__(self, description: Description, channels: dict[int, Channels], choices: Choices) -> None:
        self._description, self._channels, self._choices = description, channels, choices
        self._shapes = shapes_of(description)
        ranks = {use.layer: len(self._shapes[use.sources[0]]) + 1 for use in description.uses}
        self._style = choices.named("style", {one: one for one in ("dict of heads", "list of heads", "subclassed")})
        self._sayings = {number: saying_of(description.layers[number], rank, choices) for number, rank in ranks.items()}
        self._heads_by_layer = self._named_by_their_layer() if self._style == "list of heads" else {}
        self._layers = self._made()

    def model(self) -> WrittenModel:
        parts = self._with_block(self._with_chains([self._part(place) for place in range(len(self._description.uses))]))
        entries = self._description.inputs
        heads = dict(self._description.heads)
        heads = {name: heads[name] for name in self._choices.in_any_order(list(heads))}
        run = _Parts(parts, tuple(range(len(entries))), tuple(heads.values()))
        inputs = {one.name: self._input(number, one.name) for number, one in enumerate(entries)}
        if self._style == "subclassed":
            model = Subclassed(run, list(inputs), list(heads), self._kept(_objects_of(parts)))
        else:
            outputs = dict(zip(heads, run(list(inputs.values())), strict=True))
            given = self._choices.named("inputs", {"list": list(inputs.values()), "dict": inputs})
            model = keras.Model(given, outputs if self._style == "dict of heads" else self._listed(outputs))
        order = tuple(heads) if self._style == "list of heads" else None
        return WrittenModel(model, inputs, self._layers, self._channels, order)

    def _named_by_their_layer(self) -> dict[int, str]:
        """Layers that carry the name of the one head that they give."""
        named = {}
        for head, value in self._description.heads.items():
            place = value - len(self._description.inputs)
            heads = list(self._description.heads.values()).count(value)
            number = self._description.uses[place].layer
            alone = place >= 0 and heads == 1 and self._description.times_called[number] == 1
            if alone and self._sayings[number].make and self._choices.happens("head named by its own layer", 2):
                named[number] = head
        return named

    def _made(self) -> dict[int, layers.Layer]:
        made = {}
        for number in self._choices.in_any_order(sorted(self._sayings)):
            make = self._sayings[number].make
            name = self._heads_by_layer.get(number)
            if name is None and self._choices.happens("inner name", 3):
                name = f"{self._choices.one_of(('block', 'dense', 'my_layer', 'z'))}_{number}_inner"
            if make is not None:
                made[number] = make(name)
        return made

    def _part(self, place: int) -> _Part:
        use = self._description.uses[place]
        layer, saying = self._layers.get(use.layer), self._sayings[use.layer]

        def call(tensors: Tensors, saying: Saying = saying) -> Tensors:
            return [saying.call(layer, tensors)]

        is_free = len(use.sources) == 1 and use.layer not in self._heads_by_layer
        is_free = is_free and self._description.layers[use.layer].kind not in MERGES
        objects = [] if layer is None else [layer]
        return _Part(use.sources, (self._description.value_of(place),), call, objects, (use.layer,) if is_free else ())

    def _with_chains(self, parts: list[_Part]) -> list[_Part]:
        """Some pairs of neighbours, and then those with the next, as one block, called wherever the chain was."""
        for part in list(parts):
            if part in parts and part.key and self._choices.happens("chain", 5):
                chained = self._chained(parts, part)
                while chained is not None and self._choices.happens("longer chain", 2):
                    longer = self._chained(
                        chained, next(one for one in chained if one.key[: len(part.key)] == part.key)
                    )
                    chained, parts = longer, chained
                parts = chained or parts
        return parts

    def _chained(self, parts: list[_Part], first: _Part) -> list[_Part] | None:
        """With every call of the first part joined to the call that alone takes what it gives, if that is the same."""
        heads = set(self._description.heads.values())
        firsts = [one for one in parts if one.key == first.key]
        seconds = []
        for one in firsts:
            takers = [other for other in parts if one.gives[0] in other.takes]
            if len(takers) != 1 or one.gives[0] in heads:
                return None
            seconds.append(takers[0])
        key = seconds[0].key
        if not key or any(one.key != key for one in seconds) or sum(one.key == key for one in parts) != len(firsts):
            return None
        takes = firsts[0].takes[0]
        if any(self._shapes[one.takes[0]] != self._shapes[takes] for one in firsts):
            return None
        block = self._chain_block([firsts[0], seconds[0]], takes)
        joined = {}
        for one, two in zip(firsts, seconds, strict=True):
            joined[id(two)] = _Part(one.takes, two.gives, lambda tensors: [block(tensors[0])], [block], first.key + key)
        gone = {id(one) for one in firsts}
        return [joined.get(id(one), one) for one in parts if id(one) not in gone]

    def _chain_block(self, parts: list[_Part], takes: int) -> Any:
        kinds = ["Model", "custom layer"]
        if all(len(part.objects) == 1 for part in parts):
            kinds += ["Sequential", "Sequential with an input"]
        kind = self._choices.named("chain as", {one: one for one in kinds})
        if "Sequential" in kind:
            objects = _objects_of(parts)
            return keras.Sequential([self._input(takes), *objects] if "input" in kind else objects)
        return self._block(kind, parts, (takes,), parts[-1].gives)

    def _block(self, kind: str, parts: list[_Part], takes: tuple[int, ...], gives: tuple[int, ...]) -> Any:
        if kind == "custom layer":
            return Block(parts, takes, gives)
        inputs = [self._input(value) for value in takes]
        outputs = _Parts(parts, takes, gives)(inputs)
        return keras.Model(_one_or_all(inputs), _one_or_all(outputs))

    def _with_block(self, parts: list[_Part]) -> list[_Part]:
        """Some parts in a row as one block with all that they take and give."""
        if len(parts) < 3 or not self._choices.happens("block", 3):
            return parts
        start = self._choices.one_of(range(len(parts) - 1))
        end = start + 2 + self._choices.one_of(range(len(parts) - start - 1))
        inside = parts[start:end]
        if any(layer in self._heads_by_layer for part in inside for layer in self._numbers(part)):
            return parts
        made = [value for part in inside for value in part.gives]
        takes = tuple(dict.fromkeys(value for part in inside for value in part.takes if value not in made))
        used = {value for part in parts[end:] for value in part.takes} | set(self._description.heads.values())
        gives = tuple(value for value in made if value in used)
        if not gives:
            return parts
        kind = self._choices.named("block as", {one: one for one in ("Model", "custom layer")})
        block = self._block(kind, inside, takes, gives)
        part = _Part(takes, gives, lambda tensors: _as_list(block(_one_or_all(tensors))), [block])
        return [*parts[:start], part, *parts[end:]]

    def _numbers(self, part: _Part) -> list[int]:
        places = [value - len(self._description.inputs) for value in part.gives]
        return [self._description.uses[place].layer for place in places]

    def _input(self, value: int, name: str | None = None) -> Any:
        entries = self._description.inputs
        whole = value < len(entries) and entries[value].whole
        shape: Shape = self._shapes[value]
        return keras.Input(shape, dtype="int32" if whole else "float32", name=name)

    def _kept(self, objects: list[layers.Layer]) -> dict[str, Any]:
        numbered = {f"part_{number}": one for number, one in enumerate(objects)}
        return self._choices.named(
            "layers kept", {"attributes": numbered, "list": {"parts": objects}, "dict": {"parts": numbered}}
        )

    def _listed(self, outputs: dict[str, Any]) -> Tensors:
        """The heads in order, each with its name by its last layer."""
        own = self._heads_by_layer.values()
        last = self._choices.one_of((layers.Identity, lambda name: layers.Activation("linear", name=name)))
        return [tensor if head in own else last(name=head)(tensor) for head, tensor in outputs.items()]


def _objects_of(parts: Sequence[_Part]) -> list[layers.Layer]:
    """The layers of the parts, each once."""
    return list({id(one): one for part in parts for one in part.objects}.values())


def _as_list(value: Any) -> Tensors:
    return list(value) if isinstance(value, list | tuple) else [value]


def _one_or_all(values: Tensors) -> Any:
    return values[0] if len(values) == 1 else list(values)
