"""A sheet before anything is understood of it: rows of plain text, merged ranges, and what was left out."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from dure.engines.sheets.faults import Limits, SheetFault

Merge = tuple[int, int, int, int]
Raw = str | int | float | bool | date | datetime | time | timedelta | None
KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True)
class Grid:
    """Cells by row and column from the first cell of the sheet on; `merged` are (row, column, last row, last column)."""

    name: str
    rows: list[list[str]]
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    unknown_formulas: int = 0


def made_grid(
    name: str,
    rows: Iterable[Iterable[Raw]],
    limits: Limits,
    *,
    merged: Iterable[Merge] = (),
    hidden: bool = False,
    unknown_formulas: int = 0,
) -> Grid:
    """A grid with every cell as text; refused when it has more rows, columns or letters than the limits."""
    made: list[list[str]] = []
    for line, row in enumerate(rows, start=1):
        cells = [plain(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        must_fit(name, line, len(cells), limits) if cells else None
        if any(len(cell) > limits.cell for cell in cells):
            raise SheetFault("cell_too_long", sheet=name, line=line, limit=limits.cell)
        made.append(cells)
    while made and not made[-1]:
        made.pop()
    return Grid(name, made, tuple(merged), hidden, unknown_formulas)


def must_fit(name: str, line: int, columns: int, limits: Limits) -> None:
    """Refuse a cell that stands further down or further right than is read."""
    if line > limits.rows:
        raise SheetFault("too_many_rows", sheet=name, line=line, limit=limits.rows)
    if columns > limits.columns:
        raise SheetFault("too_many_columns", sheet=name, columns=columns, limit=limits.columns)


def plain(value: Raw) -> str:
    """One text for a cell: 2026-03-05, 1234567890, 0.5, TRUE; words composed, without control characters."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    return moment_text(value) if isinstance(value, datetime) else str(value)


def moment_text(moment: datetime) -> str:
    """A day, with the minute where there is one."""
    at_midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return f"{moment:%Y-%m-%d}" if at_midnight else f"{moment:%Y-%m-%d %H:%M}"


def cleaned(text: str) -> str:
    """Composed, without what cannot be seen, lines trimmed; 'apostrophes that only keep a sheet from calculating go."""
    composed = unicodedata.normalize(
        "NFC", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    )
    kept = "".join(
        " " if unicodedata.category(c) == "Zs" else c
        for c in composed
        if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    joined = "\n".join(lines).strip()
    return joined[1:] if joined[:1] == "'" and joined[1:2] in ("=", "+", "-", "@") else joined


def number_text(value: float) -> str:
    """Digits without exponent; whole numbers without a point."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124  (NaN is not itself)
        return ""
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")
