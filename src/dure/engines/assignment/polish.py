"""Raises the total while no need falls below a mark."""

import numpy as np

from dure.engines.assignment.flow import best_flow, units
from dure.engines.assignment.problem import Marks, Problem

TURNS, GAIN = 12, 1e-9


def polished(given: Problem, chosen: Marks, mark: float) -> Marks:
    """The pairs (pairs,) of an assignment in which no need is below `mark`, exchanged for a larger total.

    In turn each need frees some of its helpers and takes others for them, each with at least the score that the mark
    leaves to one of these; whatever it takes, it keeps the mark. The best such change of all needs at once is an
    assignment again, and solved to the optimum.
    """
    most = int(given.wanted.max(initial=0))
    best = float(given.score[chosen].sum())
    for _ in range(TURNS):
        before = best
        for first in range(most):
            for last in range(first + 1, most + 1):
                chosen = _changed(given, chosen, mark, first, last)
        best = float(given.score[chosen].sum())
        if best - before <= GAIN * max(1.0, abs(before)):
            break
    return chosen


def _changed(given: Problem, chosen: Marks, mark: float, first: int, last: int) -> Marks:
    """The optimum when each need frees its helpers from the `first` to before the `last`, worst first."""
    free = _freed(given, chosen, mark, first, last)
    fixed = chosen & ~free
    count = np.bincount(given.row[free], minlength=given.shape[0])
    rest = mark - np.bincount(given.row[fixed], given.score[fixed], minlength=given.shape[0])
    least = np.where(count > 0, rest / np.maximum(count, 1), np.inf)
    places = np.flatnonzero((~fixed & (given.score >= least[given.row])) | free)
    load = np.bincount(given.column[fixed], minlength=given.shape[1])
    part = given.part(places)
    few = Problem(
        part.row,
        part.column,
        part.score,
        part.starts,
        np.maximum(given.minimum - load, 0),
        given.maximum - load,
        count.astype(np.int64),
    )
    flow = best_flow(few, units(few).whole(few.score))
    if flow is None or few.score[flow].sum() <= given.score[free].sum():
        return chosen
    fixed[places[flow]] = True
    return fixed


def _freed(given: Problem, chosen: Marks, mark: float, first: int, last: int) -> Marks:
    """Which chosen pairs (pairs,) are freed: those of the needs that keep the mark with what they free."""
    places = np.flatnonzero(chosen)
    order = places[np.lexsort((given.score[places], given.row[places]))]
    row = given.row[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    inside = (rank >= first) & (rank < last)
    rest = mark - np.bincount(row[~inside], given.score[order[~inside]], minlength=given.shape[0])
    count = np.bincount(row[inside], minlength=given.shape[0])
    free = order[inside]
    short = given.row[free][given.score[free] * count[given.row[free]] < rest[given.row[free]]]
    keeps = np.ones(given.shape[0], np.bool_)
    keeps[short] = False
    marks = np.zeros(len(chosen), np.bool_)
    marks[free[keeps[given.row[free]]]] = True
    return marks
