"""Lifts the worst served needs over a mark by passing helpers on, from need to need."""

from dataclasses import dataclass

import numpy as np

from dure.engines.assignment.problem import Floats, Integers, Marks, Places, Problem

TRIED, NEVER, PATIENCE = 8, 1 << 20, 8


@dataclass(frozen=True)
class Steps:
    """How a helper is passed on, (helpers,): after how many exchanges it is free, and by which pair it is dropped."""

    depth: Integers
    dropped: Integers


def totals(row: Places, score: Floats, needs: int) -> Floats:
    """The sum of the scores of each need, (needs,)."""
    return np.bincount(row, score, minlength=needs).astype(np.float64)


def lifted(given: Problem, chosen: Marks, mark: float) -> Marks:
    """The pairs (pairs,) after as many exchanges as help a need below `mark`; nobody else falls below it.

    An exchange is a chain: the need drops one helper for a better one, a need that holds that one passes it on for
    another with which it still has `mark`, and so on to a helper with room. Each lifts the worst need;
    after eight a need it ends, whatever rounding does.
    """
    chosen = chosen.copy()
    for _ in range(PATIENCE * given.shape[0]):
        sums = totals(given.row[chosen], given.score[chosen], given.shape[0])
        below = np.flatnonzero((sums < mark) & (given.wanted > 0))
        if not len(below):
            break
        worst = int(below[np.argmin(sums[below])])
        chain = _best_chain(given, chosen, sums, worst, mark)
        if chain is None:
            break
        dropped, taken = chain
        chosen[dropped], chosen[taken] = False, True
    return chosen


def _best_chain(
    given: Problem, chosen: Marks, sums: Floats, worst: int, mark: float
) -> tuple[list[int], list[int]] | None:
    """The pairs dropped and the pairs taken by the exchange that lifts the need most, or just over the mark."""
    found, most = None, 0.0
    load = np.bincount(given.column[chosen], minlength=given.shape[1])
    own = np.arange(given.starts[worst], given.starts[worst + 1])
    held, open_to = own[chosen[own]], own[~chosen[own]]
    open_to = open_to[np.argsort(-given.score[open_to], kind="stable")]
    spared = np.where(np.arange(given.shape[0]) == worst, -np.inf, sums - mark)
    for old in held:
        helper, lacks = given.column[old], mark - sums[worst] + given.score[old]
        room = load < given.maximum if load[helper] > given.minimum[helper] else np.zeros(len(load), np.bool_)
        room[helper] = True
        better = open_to[given.score[open_to] > given.score[old] + most]
        enough = given.column[better[given.score[better] >= lacks]]
        steps = _steps(given, chosen, spared, room, enough)
        for new in better[steps.depth[given.column[better]] < NEVER][:TRIED]:
            chain = _followed(given, chosen, int(old), int(new), steps)
            if chain is not None:
                found, most = chain, float(given.score[new] - given.score[old])
                break
    return found


def _steps(given: Problem, chosen: Marks, spared: Floats, room: Marks, enough: Places) -> Steps:
    """Which helpers can be passed on, until one of `enough` can.

    `spared` (needs,) is what a need may lose, `room` (helpers,) who can take one more.
    """
    depth, dropped = np.where(room, 0, NEVER), np.full(len(room), -1)
    held = np.flatnonzero(chosen & np.isfinite(spared)[given.row])
    filled = np.flatnonzero(np.diff(given.starts))
    spare = np.full(given.shape[0], -np.inf)
    for level in range(1, NEVER):
        if (depth[enough] < NEVER).any():
            break
        offered = np.where((depth < NEVER)[given.column] & ~chosen, given.score, -np.inf)
        spare[filled] = np.maximum.reduceat(offered, given.starts[filled])
        row, column = given.row[held], given.column[held]
        passed = held[(depth[column] == NEVER) & (spared[row] - given.score[held] + spare[row] >= 0)]
        if not len(passed):
            break
        dropped[given.column[passed]], depth[given.column[passed]] = passed, level
    return Steps(depth, dropped)


def _followed(
    given: Problem, chosen: Marks, old: int, new: int, steps: Steps
) -> tuple[list[int], list[int]] | None:
    """The chain from a first exchange to its end; None where one need would exchange twice."""
    dropped, taken = [old], [new]
    while depth := int(steps.depth[at := given.column[taken[-1]]]):
        dropped.append(int(steps.dropped[at]))
        need = given.row[dropped[-1]]
        own = np.arange(given.starts[need], given.starts[need + 1])
        own = own[~chosen[own] & (steps.depth[given.column[own]] < depth)]
        taken.append(int(own[np.argmax(given.score[own])]))
    return (dropped, taken) if len(np.unique(given.row[taken])) == len(taken) else None
