"""What `kata train` shows: a panel of curves for each head, and in words how its loss moved."""

import math
import re
import statistics
from itertools import pairwise

import plotille
from rich.markup import escape

from dojo.training import Measured, Training

MARK = "o"  # of the second run's measurements; the first run's are joined by a line of dots
ACROSS = 3  # panels side by side; four make two rows
ROWS = {1: 12, 2: 12, 3: 11, 4: 5}  # of a panel's curves, so that all of it fits a screen of 24
LABEL = 5  # columns for a number at a panel's side
FLOOR = 0.01  # of the first loss; what is less is drawn there
LAST = 5  # measurements whose median is where a run ends
STARVED = 0.85  # of the first loss, and hardly anything was learnt
FURTHER = 0.5  # of where the other run ends

Curve = list[tuple[int, float]]


def training_text(training: Training, width: int = 80) -> str:
    """The curves, at most `width` columns wide, and the words, as rich markup."""
    plan = training.plan
    marks = zip(("[yellow]⠒⠒⠒[/]", f"[cyan]{MARK} {MARK}[/]"), plan.runs, strict=False)
    legend = ", ".join(f"{mark} {run}" for mark, run in marks)
    lines = [
        f"Same start, {plan.steps} steps of {plan.batch} samples: {legend}",
        f"Each head's own loss, unweighted, on {plan.held_out} samples held out; logarithmic scale",
        "",
        *(line for row in _panels(training, width) for line in row),
        "",
        *(_sentence(training, head) for head in plan.losses),
    ]
    if len(plan.runs) == 1:
        lines.append("compile_model gives no loss_weights yet, so there is nothing to compare with.")
    if learned := _learned(training)[-1].log_variances:
        moved = ", ".join(f"{_number(s)} for {head} (weight {math.exp(-s):.2g})" for head, s in learned.items())
        lines.append(f"s ends at {moved}.")
    return "\n".join(lines)


def _panels(training: Training, width: int) -> list[list[str]]:
    """The rows of panels, as lines."""
    plan, learned = training.plan, _learned(training)
    count = len(plan.losses) + bool(learned[-1].log_variances)
    columns = count if count <= ACROSS else 2
    size = max((width + 2) // columns - LABEL - 3, 8), ROWS.get(count, 5)
    panels = []
    for head in plan.losses:
        runs = [[(one.step, one.losses[head]) for one in training.measured if one.run == run] for run in plan.runs]
        panels.append(_panel(head, dict(zip(("", MARK), runs, strict=False)), size, runs[0][0][1]))
    if learned[-1].log_variances:
        moved = {head[0]: [(one.step, one.log_variances[head]) for one in learned] for head in plan.losses}
        panels.append(_panel("s of " + ", ".join(plan.losses), moved, size))
    rows = [panels[first : first + columns] for first in range(0, len(panels), columns)]
    return [["  ".join(lines).rstrip() for lines in zip(*row, strict=True)] for row in rows]


def _panel(title: str, curves: dict[str, Curve], size: tuple[int, int], first: float | None = None) -> list[str]:
    """The lines of a panel, by factors of the first loss if that is given; a curve without a mark is a line."""
    width, height = size
    values = [value for curve in curves.values() for _, value in curve]
    low, high = min(values), max(values)
    if first is not None:
        low = max(low, first * FLOOR)
    scaled = (lambda value: math.log(max(value, low, 1e-9))) if first is not None else float
    dot = (scaled(high) - scaled(low) or 1) / (4 * height - 1)  # a canvas ends a dot before its limits
    last = max(step for curve in curves.values() for step, _ in curve)
    canvas = plotille.Canvas(width, height, 0, scaled(low), last * 2 * width / (2 * width - 1), scaled(high) + dot)
    for mark, curve in curves.items():
        points = [(step, scaled(value)) for step, value in curve]
        for (x, y), (next_x, next_y) in pairwise(points):
            if mark:
                canvas.point(next_x, next_y, marker=mark)
            else:
                canvas.line(x, y, next_x, next_y)
        if mark:
            canvas.point(*points[0], marker=mark)
    labels = [_number(high), *[""] * (height - 2), _number(low)]
    rows = canvas.plot("\n").replace("\u2800", " ").split("\n")
    heading = f"{title:^{LABEL + 1 + width}}"[: LABEL + 1 + width]
    return [escape(heading), *(f"{label:>{LABEL}}│{_coloured(row)}" for label, row in zip(labels, rows, strict=True))]


def _coloured(row: str) -> str:
    return re.sub(r"([\u2801-\u28ff]+)|(\w+)", lambda found: f"[{'yellow' if found[1] else 'cyan'}]{found[0]}[/]", row)


def _sentence(training: Training, head: str) -> str:
    """How a head fared in each run."""
    runs = training.plan.runs
    losses = [[one.losses[head] for one in training.measured if one.run == run] for run in runs]
    start, ends = losses[0][0], [statistics.median(of_run[-LAST:]) for of_run in losses]
    told = [f"{run} ({_number(end)})" for run, end in zip(runs, ends, strict=True)]
    told[0] = f"{runs[0]} ({_number(start)} -> {_number(ends[0])})"
    starved = [end > STARVED * start for end in ends]
    if len(runs) == 1:
        return f"{head} {'starves' if starved[0] else 'falls'} {told[0]}."
    if starved[0] != starved[1]:
        verbs = ("starves", "learns") if starved[0] else ("learns", "starves")
        return f"{head} {verbs[0]} {told[0]} and {verbs[1]} {told[1]}."
    if all(starved):
        return f"{head} hardly falls {told[0]} or {told[1]}."
    how = "further " if ends[1] < FURTHER * ends[0] else "less far " if ends[0] < FURTHER * ends[1] else ""
    return f"{head} falls {told[0]} and {how}{told[1]}."


def _learned(training: Training) -> list[Measured]:
    """The measurements of the last run."""
    return [one for one in training.measured if one.run == training.plan.runs[-1]]


def _number(value: float) -> str:
    """Two or three digits, and no exponent."""
    size = abs(value)
    if 0 < size < 0.0005:
        return "<0.001"
    return f"{value:.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3}f}"
