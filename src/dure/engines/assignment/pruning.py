"""Which pairs a large problem can do with at first, and which it lacks."""

from itertools import pairwise

import numpy as np

from dure.engines.assignment.flow import Units
from dure.engines.assignment.prices import BLOCK
from dure.engines.assignment.problem import Integers, Marks, Problem

ADDED = 16


def best_of_each(given: Problem, best: int) -> Marks:
    """Marks (pairs,) the pairs that are among the `best` of their need or of their helper, and more for who needs more."""
    kept = np.zeros(len(given.row), np.bool_)
    everything = np.arange(len(given.row))
    for need in range(given.shape[0]):
        places = everything[given.starts[need] : given.starts[need + 1]]
        kept[_best(places, given.score, best + int(given.wanted[need]))] = True
    narrow = given.column.astype(np.uint16) if given.shape[1] <= 1 << 16 else given.column
    order = np.argsort(narrow, kind="stable")
    ends = np.cumsum(np.bincount(given.column, minlength=given.shape[1]))
    for helper, (begin, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
        kept[_best(order[begin:end], given.score, best + int(given.minimum[helper]))] = True
    return kept


def violating(given: Problem, kept: Marks, u: Integers, v: Integers, unit: Units) -> Integers:
    """Pairs left out that are worth more than u + v (in steps), at most some of the best for each need."""
    if kept.all():
        return np.empty(0, np.int64)
    found = []
    bounds = np.searchsorted(given.starts, np.arange(0, len(given.row), BLOCK), side="right") - 1
    needs = np.unique(np.append(bounds, given.shape[0]))
    for first, last in pairwise(needs):
        part = slice(given.starts[first], given.starts[last])
        above = unit.whole(given.score[part]) - u[given.row[part]] - v[given.column[part]]
        places = np.flatnonzero((above > 0) & ~kept[part])
        row, gain = given.row[part][places], above[places]
        order = np.lexsort((-gain, row))
        row = row[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        found.append(given.starts[first] + places[order[rank < ADDED]])
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _best(places: Integers, score: np.ndarray, best: int) -> Integers:
    if len(places) <= best:
        return places
    return places[np.argpartition(-score[places], best)[:best]]
