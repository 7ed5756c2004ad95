"""Keeps small cells back, and with them as many others as it takes that no total betrays them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Place = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """A count and the number of different units (firms) behind it."""

    count: int
    units: int


Table = Mapping[Place, Cell]


def kept_back(table: Table, least: int = 3) -> frozenset[Place]:
    """The places (row, column) of a table with totals that must not be shown.

    A cell of fewer than `least` units, but at least one, is small. A line (row or column) whose hidden cells
    together rest on fewer than `least` units could be read off its total, so the smallest further cell of
    the line is hidden with them, until every line with hidden cells hides two or more that together rest on
    at least `least` units, or has nothing more to hide. Cells of zero are hidden too when nothing else is
    left: then the total says only that somebody is there, not where.

    Method: primary and complementary suppression as of Willenborg and de Waal, Elements of Statistical
    Disclosure Control (2001), chapter 4, by a greedy choice; it may hide more than an optimal choice would.
    """
    hidden = {place for place, cell in table.items() if 0 < cell.units < least}
    lines = _lines(table)
    while more := _one_more(table, hidden, lines, least):
        hidden.add(more)
    return frozenset(hidden)


def _lines(table: Table) -> list[list[Place]]:
    rows: dict[str, list[Place]] = {}
    columns: dict[str, list[Place]] = {}
    for place in sorted(table):
        rows.setdefault(place[0], []).append(place)
        columns.setdefault(place[1], []).append(place)
    return [*rows.values(), *columns.values()]


def _one_more(table: Table, hidden: set[Place], lines: Iterable[list[Place]], least: int) -> Place | None:
    for line in lines:
        inside = [place for place in line if place in hidden]
        if not inside or (len(inside) > 1 and sum(table[place].units for place in inside) >= least):
            continue
        left = [place for place in line if place not in hidden]
        if left:
            return min(left, key=lambda place: (table[place].units == 0, table[place].count, place))
    return None
