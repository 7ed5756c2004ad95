"""Prices of needs and helpers that prove an assignment optimal, and the bound they give.

The dual of the assignment (Bertsekas, Network Optimization, 1998, chapter 4): with a price u for each need and v for each
helper, no assignment has a larger total than

    sum of wanted u + sum of (maximum v where v > 0, minimum v where v < 0) + sum over pairs of max(0, score - u - v)
"""

from collections.abc import Iterator

import numpy as np

from dure.engines.assignment.problem import Floats, Integers, Marks, Places, Problem

BLOCK = 1 << 22
Pairs = tuple[Places, Integers]
HIGHEST = 1 << 41
LOWEST = np.iinfo(np.int64).min // 4


def prices(given: Problem, values: Integers, chosen: Marks) -> tuple[Integers, Integers]:
    """Prices u (needs,) and v (helpers,) in the units of `values` under which the optimal `chosen` pairs lack nothing.

    They are potentials of the residual network, found by Bellman-Ford: v begins at 0 and rises until every pair that
    was not chosen has value <= u + v; a need's u is the least of value - v over its chosen pairs, and beyond every
    value for a need that wants nothing. Only what hangs on a price that rose is looked at again.
    """
    needs, helpers = given.shape
    load = np.bincount(given.column[chosen], minlength=helpers)
    ties, free = load > given.minimum, load < given.maximum
    v, sink = np.zeros(helpers, np.int64), 0
    taken = np.flatnonzero(chosen)
    holders = np.flatnonzero(given.wanted)
    first = np.searchsorted(given.row[taken], holders)
    debt = np.full(needs, LOWEST, np.int64)
    while True:
        now = debt.copy()
        if len(taken):
            now[holders] = np.maximum.reduceat(v[given.column[taken]] - values[taken], first)
        rose, debt = np.flatnonzero(now > debt), now
        before = v.copy()
        for columns, least in _rise(given, values, chosen, rose, debt):
            np.maximum.at(v, columns, least)
        sink = max(sink, int(v[free].max(initial=0)))
        v[ties] = np.maximum(v[ties], sink)
        if np.array_equal(v, before):
            break
    u = np.where(given.wanted > 0, -debt, HIGHEST - int(v.min(initial=0)))
    return u + sink, v - sink


def bound(given: Problem, u: Floats, v: Floats) -> float:
    """An upper limit of every total, from any prices u (needs,) and v (helpers,) in units of the score."""
    loads = np.where(v > 0, given.maximum, given.minimum)
    above = 0.0
    for at in range(0, len(given.score), BLOCK):
        part = slice(at, at + BLOCK)
        above += float(np.maximum(given.score[part] - u[given.row[part]] - v[given.column[part]], 0.0).sum())
    return float(given.wanted @ u + loads @ v) + above


def _rise(given: Problem, values: Integers, chosen: Marks, rose: Integers, debt: Integers) -> Iterator[Pairs]:
    """Helpers, each with a price it has at least, from the needs that `rose`, in blocks."""
    many = max(1, len(rose) * len(values) // (max(1, len(debt)) * BLOCK))
    for part in np.array_split(rose, many):
        places = ranges(given.starts[part], given.starts[part + 1])
        places = places[~chosen[places]]
        yield given.column[places], values[places] + debt[given.row[places]]


def ranges(begin: Integers, end: Integers) -> Integers:
    """The whole numbers of several ranges, one after the other."""
    lengths = end - begin
    shift = np.repeat(begin - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    places: Integers = np.arange(int(lengths.sum())) + shift
    return places
