"""Finds the table in a sheet: below titles and notes, under one or two header rows, without sums and gaps."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dure.engines.sheets.columns import header_key, keys_of
from dure.engines.sheets.grids import Grid, Merge

LOOKED_AT = 40
NUMBER = re.compile(r"[\d,.\s]+")
SUMS = frozenset({"합계", "총계", "소계", "누계", "계", "total", "subtotal", "sum"})
Rows = list[list[str]]


@dataclass(frozen=True)
class Note:
    """Something to tell about a sheet or workbook that is no reason to refuse it."""

    code: str
    found: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row of the table with its line in the sheet."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: one name over each column, rows of the same length."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    hidden: bool = False
    notes: tuple[Note, ...] = ()


def table_in(grid: Grid, words: Collection[str] = ()) -> Sheet | None:
    """The table of a sheet, or None where there is none."""
    known = frozenset(words)
    rows = [list(row) for row in grid.rows]
    top = header_row(rows, known)
    if top is None:
        return None
    width = max(len(row) for row in rows)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    names, last = joined_header(rows, top, grid.merged, known)
    filled_down(rows, last, grid.merged)
    body = [(line, rows[line - 1]) for line in range(last + 2, len(rows) + 1)]
    columns = [place for place in range(width) if names[place] or any(row[place] for _line, row in body)]
    body, skipped = _without_sums(body, [names[place] for place in range(width)])
    if not body or not columns:
        return None
    notes = []
    if skipped:
        notes.append(Note("rows_skipped", {"count": len(skipped), "lines": tuple(skipped[:20])}))
    if grid.unknown_formulas:
        notes.append(Note("formulas_without_result", {"count": grid.unknown_formulas}))
    return Sheet(
        name=grid.name,
        header=_each_once([names[place] or f"{letters(place)}열" for place in columns]),
        rows=tuple(Row(line, tuple(row[place] for place in columns)) for line, row in body),
        hidden=grid.hidden,
        notes=tuple(notes),
    )


def header_row(rows: Rows, known: frozenset[str]) -> int | None:
    """The row whose cells are names of columns: most known words, else the first one full of plain words."""
    best, most = None, 0
    for place, row in enumerate(rows[:LOOKED_AT]):
        hits = len({form for cell in row if cell for form in keys_of(cell) if form in known})
        if hits > most:
            best, most = place, hits
    if best is not None and (most > 1 or sum(map(bool, rows[best])) <= 2):
        return best
    return best if best is not None else _first_full_of_words(rows)


def _first_full_of_words(rows: Rows) -> int | None:
    usual = sorted(sum(map(bool, row)) for row in rows if any(row))
    if not usual:
        return None
    enough = max(1, min(usual[len(usual) // 2], 2))
    for place, row in enumerate(rows[:LOOKED_AT]):
        names = {cell for cell in row if cell and not cell.replace(".", "").replace("-", "").isdigit()}
        if len(names) >= enough and len(names) == sum(map(bool, row)):
            return place
    return None


def joined_header(
    rows: Rows, top: int, merged: tuple[Merge, ...], known: frozenset[str]
) -> tuple[list[str], int]:
    """The name over each column and the last row that belongs to the header."""
    names = list(rows[top])
    if top > 0 and _is_above(rows, top, merged):
        above = _spread(rows, top - 1, merged)
        return [_joined(a, b) for a, b in zip(above, names, strict=True)], top
    if top + 1 < len(rows) and _is_below(rows, top, merged, known):
        spread = _spread(rows, top, merged)
        return [_joined(a, b) for a, b in zip(spread, rows[top + 1], strict=True)], top + 1
    return names, top


def _joined(above: str, below: str) -> str:
    if not above or not below or header_key(above) == header_key(below):
        return below or above
    return f"{above} {below}"


def _wide(row: int, merged: tuple[Merge, ...]) -> list[Merge]:
    """Ranges that lie in one row and cover several columns."""
    return [each for each in merged if each[2] == row and each[0] <= row and each[3] > each[1]]


def _is_above(rows: Rows, top: int, merged: tuple[Merge, ...]) -> bool:
    """Whether the row above holds groups of columns, and not a title or a date of writing."""
    above, here = rows[top - 1], rows[top]
    used = [place for place, cell in enumerate(here) if cell]
    filled = [place for place, cell in enumerate(above) if cell]
    if not filled or not used:
        return False
    partly = [each for each in _wide(top - 1, merged) if each[3] - each[1] + 1 < len(used)]
    if partly:
        return True
    plain_words = all(not any(c.isdigit() or c in ":：" for c in above[place]) for place in filled)
    return plain_words and len(filled) > 1 and len(filled) < len(used) + 2 and filled[0] <= used[0]


def _is_below(rows: Rows, top: int, merged: tuple[Merge, ...], known: frozenset[str]) -> bool:
    """Whether the next row names the columns below merged or empty places of this one."""
    here, below = rows[top], rows[top + 1]
    grouped = {column for each in _wide(top, merged) for column in range(each[1], each[3] + 1)}
    empty = {place for place, cell in enumerate(here) if not cell} - grouped
    named = [place for place, cell in enumerate(below) if cell]
    if len(named) < 2 or not all(
        place in grouped or place in empty or _is_group(here, place) for place in named
    ):
        return False
    if any(below[place].replace("-", "").isdigit() for place in named):
        return False
    hits = sum(1 for place in named if known.intersection(keys_of(below[place])))
    return bool(grouped.intersection(named)) or hits * 2 >= len(named)


def _is_group(here: list[str], place: int) -> bool:
    """Whether a name has an empty place to its right: a group whose cells were not merged."""
    return bool(here[place]) and place + 1 < len(here) and not here[place + 1]


def _spread(rows: Rows, row: int, merged: tuple[Merge, ...]) -> list[str]:
    """A header row with its groups written over each of their columns."""
    cells = list(rows[row])
    wide = _wide(row, merged)
    for _first_row, first, _last_row, last in wide:
        for column in range(first, min(last + 1, len(cells))):
            cells[column] = cells[column] or cells[first]
    if not wide:
        below = rows[row + 1] if row + 1 < len(rows) else []
        for column in range(1, len(cells)):
            if not cells[column] and column < len(below) and below[column]:
                cells[column] = cells[column - 1]
    return cells


def filled_down(rows: Rows, header: int, merged: tuple[Merge, ...]) -> None:
    """Write the text of a cell that reaches over several rows of the body into each of them."""
    for first, column, last, _last_column in merged:
        if last == first or first <= header or first >= len(rows) or column >= len(rows[first]):
            continue
        for row in range(first + 1, min(last + 1, len(rows))):
            if not rows[row][column]:
                rows[row][column] = rows[first][column]


def _without_sums(
    body: list[tuple[int, list[str]]], names: list[str]
) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Rows that say something, and the lines of sums and of headers that were repeated."""
    kept, skipped = [], []
    for line, row in body:
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        first_word = next((cell for cell in filled if not NUMBER.fullmatch(cell)), "")
        is_sum = header_key(first_word) in SUMS and len(filled) <= max(2, len(row) // 2)
        same = sum(1 for cell, name in zip(row, names, strict=True) if cell and cell == name)
        if is_sum or (same == len(filled) and same > 1):
            skipped.append(line)
        else:
            kept.append((line, row))
    return kept, skipped


def _each_once(names: list[str]) -> tuple[str, ...]:
    """Names with a number where one stands over several columns."""
    seen: dict[str, int] = {}
    told = []
    for name in (" ".join(name.split()) for name in names):
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(told)


def letters(place: int) -> str:
    """The letters of a column by its place from 0: A, Z, AA."""
    told, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(65 + rest) + told
    return told
