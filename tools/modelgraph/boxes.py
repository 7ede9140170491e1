"""What is drawn of a graph: a box for each line of its outline, and where its arrows come from."""

import msgspec

from modelgraph.canonical import canonical
from modelgraph.graph import Call, Graph, Tensor
from modelgraph.outline import Line, fused, lines_of


class Arrow(msgspec.Struct, frozen=True):
    """The box that an arrow comes from, and how the outline names it, as in `query=norm` or `lstm[1]`.

    Its mark says which argument or output it is, where that isn't plain.
    """

    source: int
    said: str
    mark: str = ""


class Box(msgspec.Struct, frozen=True):
    """A line of a graph's outline: its name, what stands there, its arrows, and how it is to be shown.

    `again` is true of a further call of a layer, `symmetric` where the arrows' order doesn't count,
    `differs` of a line without an equal in the other graph.
    """

    name: str
    what: str
    text: str
    arrows: tuple[Arrow, ...] = ()
    is_input: bool = False
    is_head: bool = False
    again: bool = False
    symmetric: bool = False
    differs: bool = False


def boxes_of(graph: Graph, differing: frozenset[str] = frozenset()) -> list[Box]:
    """The boxes in the order of the outline, each after those that its arrows come from.

    Arrows are taken from the graph and not from the outline's text: names may hold anything.
    """
    form = fused(canonical(graph))
    layers: set[int] = set()
    boxes = []
    lines = lines_of(graph)
    calls = [*form.calls, *_named_again(form, [line.name for line in lines[len(form.calls) :]])]
    for number, (line, call) in enumerate(zip(lines, calls, strict=True)):
        boxes.append(
            Box(
                printable(line.name),
                printable(line.what),
                printable(f"{line.name}: {line.text}"),
                _arrows(line, call),
                is_input=number < len(form.inputs),
                is_head=call.operation == "Output" or _is_head(form, number, line.name),
                again=call.layer in layers,
                symmetric={one.role for one in call.sources} == {"inputs"},
                differs=line.name in differing,
            )
        )
        layers |= {call.layer} if call.layer is not None else set()
    return boxes


def compared_boxes(graph: Graph, target: Graph) -> tuple[list[Box], list[Box]]:
    """The boxes of both graphs; those without an equal in the other are marked."""
    from modelgraph.matching import unmatched  # only where two graphs are drawn: it reads more than a drawing needs

    extra, missing = unmatched(graph, target)
    return boxes_of(graph, extra), boxes_of(target, missing)


def printable(text: str) -> str:
    """The text without what a terminal would obey or XML can't hold: names are a stranger's."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _named_again(form: Graph, names: list[str]) -> list[Call]:
    """A call for each of the outline's last lines, which name a tensor that has a name already."""
    return [Call("Output", (form.outputs[name],)) for name in names]


def _is_head(form: Graph, number: int, name: str) -> bool:
    return name in form.outputs and form.outputs[name].call == number


def _arrows(line: Line, call: Call) -> tuple[Arrow, ...]:
    roles = [one.role.split("[")[0] for one in call.sources]
    marks = [_mark(one, role if len(set(roles)) > 1 else "") for one, role in zip(call.sources, roles, strict=True)]
    return tuple(
        Arrow(one.call, printable(said), mark)
        for one, said, mark in zip(call.sources, line.sources, marks, strict=True)
    )


def _mark(tensor: Tensor, role: str) -> str:
    """The argument's name where a call's arguments differ, and the number of an output after the first."""
    return printable(f"{role}[{tensor.output}]" if tensor.output else role)
