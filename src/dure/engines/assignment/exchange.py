"""Lifts the worst served needs over a mark by passing helpers on, from need to need."""

import numpy as np

from dure.engines.assignment.problem import Floats, Marks, Places, Problem

TRIED = 8


def totals(row: Places, score: Floats, needs: int) -> Floats:
    """The sum of the scores of each need, (needs,)."""
    return np.bincount(row, score, minlength=needs).astype(np.float64)


def lifted(given: Problem, chosen: Marks, mark: float) -> Marks:
    """The pairs (pairs,) after as many exchanges as help a need below `mark`; nobody else falls below it.

    An exchange is a chain: the need drops one helper for a better one, a need that holds that one passes it on for
    another with which it still has `mark`, and so on to a helper with room. Each lifts the worst need, so it ends.
    """
    chosen = chosen.copy()
    while True:
        sums = totals(given.row[chosen], given.score[chosen], given.shape[0])
        below = np.flatnonzero((sums < mark) & (given.wanted > 0))
        if not len(below):
            return chosen
        worst = int(below[np.argmin(sums[below])])
        chain = _best_chain(given, chosen, sums, worst, mark)
        if chain is None:
            return chosen
        dropped, taken = chain
        chosen[dropped], chosen[taken] = False, True


def _best_chain(
    given: Problem, chosen: Marks, sums: Floats, worst: int, mark: float
) -> tuple[list[int], list[int]] | None:
    found, most = None, 0.0
    load = np.bincount(given.column[chosen], minlength=given.shape[1])
    own = np.arange(given.starts[worst], given.starts[worst + 1])
    held, open_to = own[chosen[own]], own[~chosen[own]]
    open_to = open_to[np.argsort(-given.score[open_to], kind="stable")]
    for old in held:
        helper = given.column[old]
        room = load < given.maximum if load[helper] > given.minimum[helper] else np.zeros(len(load), np.bool_)
        room[helper] = True
        step = _steps(given, chosen, sums, worst=worst, mark=mark, room=room)
        better = open_to[given.score[open_to] > given.score[old] + most]
        for new in better[room[given.column[better]]][:TRIED]:
            chain = _followed(given, int(old), int(new), step)
            if chain is not None:
                found, most = chain, float(given.score[new] - given.score[old])
                break
    return found


def _steps(
    given: Problem, chosen: Marks, sums: Floats, *, worst: int, mark: float, room: Marks
) -> dict[int, tuple[int, int]]:
    """By helper that can be passed on: the pair dropped and the pair taken; `room` (helpers,) grows by these helpers."""
    step: dict[int, tuple[int, int]] = {}
    held = np.flatnonzero(chosen & (given.row != worst))
    filled = np.flatnonzero(np.diff(given.starts))
    spare = np.full(given.shape[0], -np.inf)
    while True:
        offered = np.where(room[given.column] & ~chosen, given.score, -np.inf)
        spare[filled] = np.maximum.reduceat(offered, given.starts[filled])
        row, column = given.row[held], given.column[held]
        passed = held[~room[column] & (sums[row] - given.score[held] + spare[row] >= mark)]
        if not len(passed):
            return step
        for pair in passed:
            need = given.row[pair]
            begin, end = given.starts[need], given.starts[need + 1]
            step[int(given.column[pair])] = int(pair), int(begin + np.argmax(offered[begin:end]))
        room[given.column[passed]] = True


def _followed(
    given: Problem, old: int, new: int, step: dict[int, tuple[int, int]]
) -> tuple[list[int], list[int]] | None:
    """The chain from a first exchange to its end; None where one need would exchange twice."""
    dropped, taken = [old], [new]
    while (at := int(given.column[taken[-1]])) in step:
        drop, take = step[at]
        dropped.append(drop)
        taken.append(take)
    return (dropped, taken) if len(np.unique(given.row[taken])) == len(taken) else None
