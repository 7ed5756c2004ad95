"""The assignment that serves the worst served need best, and among these one with a large total."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dure.engines.assignment.exchange import lifted, totals
from dure.engines.assignment.flow import best_flow, units
from dure.engines.assignment.polish import polished
from dure.engines.assignment.problem import Floats, Integers, Marks, Problem, problem
from dure.engines.assignment.pruning import best_of_each
from dure.engines.assignment.solving import Assignment, solve

NEAR, ROUNDS, HALVINGS, REPAIRED = 0.01, 16, 8, 64
MANY, KEPT, ROUNDING = 250_000, 64, 1e-9


@dataclass(frozen=True)
class FairAssignment(Assignment):
    """An assignment with the total of its worst served need, and the limit that no worst served need exceeds."""

    worst: float
    worst_bound: float


def assign_fairly(
    needs: npt.ArrayLike,
    helpers: npt.ArrayLike,
    scores: npt.ArrayLike,
    minimum: npt.ArrayLike,
    maximum: npt.ArrayLike,
    *,
    per_need: npt.ArrayLike = 1,
) -> FairAssignment:
    """As `solving.assign`, but the smallest sum of scores of a need comes first, then the total.

    With one helper a need both are optimal (a bottleneck assignment, by bisection over the scores). With more, the
    problem is NP-hard (Garg, Kavitha, Kumar, Mehlhorn, Mestre 2010): the smallest sum is sought up to one per cent of its
    bound, the sum of the best scores of a need, and the total is the best found. `bound` then
    is that of the total of an assignment with this worst need.
    Raises InfeasibleError where there is no assignment, ValueError for arrays that make no problem.
    """
    given, order = problem(needs, helpers, scores, minimum, maximum, per_need=per_need)
    best = solve(given)
    served = np.flatnonzero(given.wanted)
    if not len(served):
        return FairAssignment(best.chosen, best.total, best.bound, best.rounds, 0.0, 0.0)
    if given.wanted.max() == 1:
        chosen, limit, above = _bottleneck(given, best)
    else:
        limit = min(_most(given, int(need)) for need in served)
        chosen, above = _search(given, best, limit)
    sums = totals(given.row[chosen], given.score[chosen], given.shape[0])
    total, worst = float(given.score[chosen].sum()), float(sums[served].min())
    places = chosen if order is None else np.sort(order[chosen])
    return FairAssignment(places, total, max(above, total), best.rounds, worst, max(limit, worst))


def _bottleneck(given: Problem, best: Assignment) -> tuple[Integers, float, float]:
    """The optimum over the pairs whose score is at least the largest threshold that leaves an assignment."""
    steps = np.unique(given.score[given.score >= given.score[best.chosen].min()])
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high + 1) // 2
        part = given.part(given.score >= steps[middle])
        if best_flow(part, np.zeros(len(part.row), np.int64)) is None:
            high = middle - 1
        else:
            low = middle
    places = np.flatnonzero(given.score >= steps[low])
    fair = solve(given.part(places))
    return places[fair.chosen], float(steps[low]), fair.bound


def _most(given: Problem, need: int) -> float:
    own = given.score[given.starts[need] : given.starts[need + 1]]
    return float(np.partition(own, len(own) - int(given.wanted[need]))[-int(given.wanted[need]) :].sum())


def _search(given: Problem, best: Assignment, limit: float) -> tuple[Integers, float]:
    """The pairs of the highest mark found that every need reaches, and the bound of the total at that mark.

    The mark is halved between what is reached and the limit. Of very many pairs only the best of each need and helper
    are looked at, and the bound is that without a mark.
    """
    kept = np.ones(len(given.row), np.bool_)
    if many := len(given.row) > MANY:
        kept = best_of_each(given, KEPT)
        kept[best.chosen] = True
    places = np.flatnonzero(kept)
    few = given.part(places)
    limit -= ROUNDING * abs(limit)
    found: Marks = np.isin(places, best.chosen)
    low, high, mark, above = _worst(few, found), limit, limit, best.bound
    tolerance = NEAR * abs(limit)
    for tried in range(HALVINGS):
        if low >= limit:
            break
        reached, most = _reached(few, mark)
        worst = _worst(few, reached)
        if worst >= mark and not many:
            above = min(best.bound, most)
        if worst > low:
            found, low = reached, worst
        if worst < mark:
            high = min(high, mark)
        if low >= limit - tolerance or high - low < tolerance:
            break
        mark = limit - tolerance if tried == 0 else (low + high) / 2
    return places[found], above


def _reached(given: Problem, mark: float) -> tuple[Marks, float]:
    """The pairs with the largest total found where no need is below `mark`, or else those with the best worst need.

    Lagrangian relaxation of the marks (Held, Wolfe, Crowder 1974): a need below its mark gains weight, a need above loses
    it down to 1, and each weighted problem is solved to the optimum, which bounds the total of all assignments that
    keep the mark; the least bound is returned too. What is nearly there is repaired and polished by exchanges.
    """
    weight = np.ones(given.shape[0])
    found, key, bound = np.zeros(len(given.row), np.bool_), (-np.inf, -np.inf), np.inf
    for number in range(1, ROUNDS + 1):
        flow, slack = _weighted(given, weight)
        sums = totals(given.row[flow], given.score[flow], given.shape[0])
        lack = np.where(given.wanted > 0, mark - sums, 0.0)
        bound = min(bound, float(weight @ sums - (weight - 1) @ np.full(len(weight), mark)) + slack)
        fixed = _mended(given, flow, lack, mark)
        now = min(_worst(given, fixed), mark), float(given.score[fixed].sum())
        if now > key:
            found, key = fixed, now
        if (lack <= 0).all():
            break
        weight = np.maximum(1.0, weight + lack / (lack.max() * np.sqrt(number)))
    return found, bound


def _mended(given: Problem, flow: Marks, lack: Floats, mark: float) -> Marks:
    if np.count_nonzero(lack > 0) > REPAIRED:
        return flow
    fixed = lifted(given, flow, mark)
    return polished(given, fixed, mark) if _worst(given, fixed) >= mark else fixed


def _weighted(given: Problem, weight: Floats) -> tuple[Marks, float]:
    """The optimum when the scores of each need count `weight` (needs,) times, and by how much it may fall short."""
    values = replace(given, score=(given.score - given.score.min()) * weight[given.row])
    unit = units(values)
    flow = best_flow(values, unit.whole(values.score))
    if flow is None:
        raise ValueError("the problem has no assignment")
    return flow, float(given.wanted.sum()) / unit.each


def _worst(given: Problem, chosen: Marks) -> float:
    sums = totals(given.row[chosen], given.score[chosen], given.shape[0])
    return float(sums[given.wanted > 0].min())
