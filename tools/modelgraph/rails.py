"""The rails beside a graph's rows, in the manner of `git log --graph`, from the inputs down to the heads."""

import msgspec

from modelgraph.boxes import Box

# What a rail looks like where a call takes its tensor: (it runs on below, it lies left, right or between).
_TAKEN = {
    (True, "left"): "├",
    (True, "right"): "┤",
    (True, "between"): "┼",
    (False, "left"): "╰",
    (False, "right"): "╯",
    (False, "between"): "┴",
}


class Row(msgspec.Struct, frozen=True):
    """A box, the rails in its row, and those that run on below it."""

    box: Box
    rails: str
    below: str


class _Rails:
    """Which box's tensor runs in each column, None where the column is free."""

    def __init__(self) -> None:
        self.columns: list[int | None] = []
        self.resting: int | None = None  # a column whose tensor ended in the last row: the next box there would
        # look like its continuation

    def place_for(self, ending: set[int]) -> int:
        """The column of a box: that of a tensor that ends in it, else a free one."""
        straight = [column for column, tensor in enumerate(self.columns) if tensor in ending]
        free = [column for column, tensor in enumerate(self.columns) if tensor is None and column != self.resting]
        if straight or free:
            return (straight or free)[0]
        self.columns.append(None)
        return len(self.columns) - 1

    def row(self, place: int, sign: str, taken: set[int], ending: set[int]) -> str:
        """The row of a box in that column, joined to the tensors that it takes."""
        joined = [column for column, tensor in enumerate(self.columns) if tensor in taken] + [place]
        left, right = min(joined), max(joined)
        drawn = ""
        for column, tensor in enumerate(self.columns):
            side = "left" if column == left else "right" if column == right else "between"
            across = left < column < right
            if column == place:
                drawn += sign
            elif tensor in taken:
                drawn += _TAKEN[tensor not in ending, side]
            else:
                drawn += "│" if tensor is not None else "─" if across else " "
            drawn += "─" if left <= column < right else " "
        return drawn.rstrip()

    def leave(self, place: int, ending: set[int], tensor: int | None) -> None:
        """Frees the columns of the tensors that end here, and puts the box's own, if it is needed, in its place."""
        self.columns = [None if one in ending else one for one in self.columns]
        self.columns[place] = tensor
        self.resting = place if tensor is None else None

    def below(self) -> str:
        return " ".join(" " if tensor is None else "│" for tensor in self.columns).rstrip()


def rows_of(boxes: list[Box]) -> list[Row]:
    """A row for each box, in their order, but heads that nothing takes come last."""
    taken = [{arrow.source for arrow in box.arrows} for box in boxes]
    last_use: dict[int, int] = {}
    needed = set().union(*taken)
    order = sorted(range(len(boxes)), key=lambda number: boxes[number].is_head and number not in needed)
    for number in order:
        last_use.update(dict.fromkeys(taken[number], number))
    rails = _Rails()
    rows = []
    for number in order:
        box = boxes[number]
        ending = {source for source in taken[number] if last_use[source] == number}
        place = rails.place_for(ending)
        sign = "◉" if box.is_head else "○" if box.is_input else "●"
        drawn = rails.row(place, sign, taken[number], ending)
        rails.leave(place, ending, number if number in last_use else None)
        rows.append(Row(box, drawn, rails.below()))
    return rows
