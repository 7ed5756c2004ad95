"""The optimal assignment, and for many pairs the same by way of few."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dure.engines.assignment.causes import cause, must_have_room
from dure.engines.assignment.flow import best_flow, units
from dure.engines.assignment.prices import bound, prices
from dure.engines.assignment.problem import Integers, Marks, Problem, problem
from dure.engines.assignment.pruning import best_of_each, violating

DIRECT = 3_000_000
FIRST = 32


@dataclass(frozen=True)
class Assignment:
    """Which of the given pairs are taken (indices, ascending), their total, and the limit that no total exceeds."""

    chosen: Integers
    total: float
    bound: float
    rounds: int


def assign(
    needs: npt.ArrayLike,
    helpers: npt.ArrayLike,
    scores: npt.ArrayLike,
    minimum: npt.ArrayLike,
    maximum: npt.ArrayLike,
    *,
    per_need: npt.ArrayLike = 1,
    direct: int = DIRECT,
) -> Assignment:
    """The assignment with the largest total, from permitted pairs `needs`, `helpers`, `scores`, each (pairs,).

    A need is given `per_need` different helpers (one number, or one a need), a helper from `minimum` to `maximum` needs,
    each (helpers,). Above `direct` pairs only the best are given to the solver, then every one whose price it would beat,
    until there is none; the prices then prove the optimum over all pairs. The total falls short of the optimum by
    what `flow.Units` says at most, and of `bound` by no more.

    Raises InfeasibleError where there is no assignment, ValueError for arrays that make no problem.
    """
    given, order = problem(needs, helpers, scores, minimum, maximum, per_need=per_need)
    solved = solve(given, direct=direct)
    chosen = solved.chosen if order is None else np.sort(order[solved.chosen])
    return Assignment(chosen, solved.total, solved.bound, solved.rounds)


def solve(given: Problem, *, direct: int = DIRECT) -> Assignment:
    """The same for a problem already made; indices are those of its pairs."""
    must_have_room(given)
    unit = units(given)
    kept: Marks = np.ones(len(given.row), np.bool_)
    if len(given.row) > direct:
        kept = _feasible_few(given)
    rounds = 0
    while True:
        rounds += 1
        places = np.flatnonzero(kept)
        few = given.part(places)
        values = unit.whole(few.score)
        flow = best_flow(few, values)
        if flow is None:
            raise cause(few)
        u, v = prices(few, values, flow)
        more = violating(given, kept, u, v, unit)
        if not len(more):
            break
        kept[more] = True
    chosen = places[flow]
    return Assignment(
        chosen,
        float(given.score[chosen].sum()),
        bound(given, u / unit.each + unit.base, v / unit.each),
        rounds,
    )


def _feasible_few(given: Problem) -> Marks:
    """The best pairs of each need and helper, as many as an assignment takes to exist."""
    best = FIRST
    while True:
        kept = best_of_each(given, best)
        if best_flow(part := given.part(kept), np.zeros(len(part.row), np.int64)) is not None:
            return kept
        if kept.all():
            raise cause(given)
        best *= 4
