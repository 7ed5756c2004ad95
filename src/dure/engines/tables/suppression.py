"""Counts of cases shown without telling of single firms: small cells are left out, and others with them.

A cell is small when fewer than `least` firms stand behind it. What a reader could work out again from the totals
is found by linear algebra: the cells left out are unknowns, every row and column with its total is an equation,
and a cell is given away exactly when no direction of the null space moves it. Then the smallest cell still shown
that shares an equation with it is left out too, until nothing can be worked out. (Complementary suppression;
Hundepool et al., Statistical Disclosure Control, 2012, ch. 4.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

UNTOLD = None
Cell = tuple[int, int]
SMALL = 1e-9


@dataclass(frozen=True)
class Counts:
    """A table with totals: the last row and the last column are the sums; `None` is not told."""

    cells: tuple[tuple[int | None, ...], ...]
    left_out: int


def told_safely(counts: Sequence[Sequence[int]], firms: Sequence[Sequence[int]], *, least: int) -> Counts:
    """Counts with totals, small cells and as many others left out as it takes; `firms` has the same shape."""
    table = with_totals(counts)
    height, width = table.shape
    small = {
        (row, column)
        for row in range(height - 1)
        for column in range(width - 1)
        if table[row, column] and firms[row][column] < least
    }
    hidden = set(small)
    while (betrayed := given_away(hidden, height, width)) & small:
        hidden.add(_next_to_hide(table, hidden, betrayed & small))
    shown = tuple(
        tuple(UNTOLD if (r, c) in hidden else int(table[r, c]) for c in range(width)) for r in range(height)
    )
    return Counts(cells=shown, left_out=len(hidden))


def with_totals(counts: Sequence[Sequence[int]]) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """The table with a last row and a last column of sums."""
    inner = np.array(counts, dtype=np.int64).reshape(len(counts), -1)
    wide = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def given_away(hidden: set[Cell], height: int, width: int) -> set[Cell]:
    """Which of the cells left out follow from the others and the totals."""
    unknowns = sorted(hidden)
    if not unknowns:
        return set()
    equations = np.zeros((height + width, len(unknowns)))
    for place, (row, column) in enumerate(unknowns):
        equations[row, place] = -1 if column == width - 1 else 1
        equations[height + column, place] = -1 if row == height - 1 else 1
    _left, sizes, right = np.linalg.svd(equations)
    rank = int((sizes > SMALL).sum())
    free = np.abs(right[rank:]).max(axis=0) if rank < len(unknowns) else np.zeros(len(unknowns))
    return {cell for cell, moves in zip(unknowns, free, strict=True) if moves < SMALL}


def _next_to_hide(
    table: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", hidden: set[Cell], betrayed: set[Cell]
) -> Cell:
    """The cell whose loss costs least: beside a betrayed cell before elsewhere, inner before totals, small before large.

    Cells of nothing come last, for they are rarely doubted. There is always one: where all are left out, nothing
    is betrayed.
    """
    height, width = table.shape
    rows, columns = {row for row, _ in betrayed}, {column for _, column in betrayed}

    def cost(cell: Cell) -> tuple[bool, bool, bool, int, Cell]:
        row, column = cell
        total = row == height - 1 or column == width - 1
        away = row not in rows and column not in columns
        return not table[cell], away, total, int(table[cell]), cell

    every = ((row, column) for row in range(height) for column in range(width))
    return min((cell for cell in every if cell not in hidden), key=cost)
