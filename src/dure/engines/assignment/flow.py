"""Min-cost flow on a bipartite network, solved by OR-tools.

Needs send what they want over arcs of capacity 1 to helpers. A helper keeps its minimum, which makes it a node with a
demand, and hands the rest, up to maximum minus minimum, to the sink. The matrix of such a network is totally
unimodular, so the optimum of the linear programme is a whole one (Hoffman and Kruskal 1956). OR-tools solves it by
cost scaling with push-relabel (Goldberg 1997), in whole numbers.
"""

from dataclasses import dataclass
from math import floor, log2

import numpy as np

from dure.engines.assignment.problem import Floats, Integers, Marks, Problem

FINEST, COARSEST = 2.0**40, 2.0**30


@dataclass(frozen=True)
class Units:
    """How scores become whole numbers: a score is `base` plus whole steps of `1 / each`.

    `each` is a power of two that cuts the range of the scores into 2^30 to 2^40 steps. A score is rounded by half a step at
    most, so an assignment of n pairs falls short of the optimum by n steps at most: n times 1e-9 of the range in
    the coarsest case, from thirty thousand needs and helpers on, and n times 2e-12 with up to two thousand.
    """

    base: float
    each: float

    def whole(self, scores: Floats) -> Integers:
        """Scores in steps above the base."""
        return np.rint((scores - self.base) * self.each).astype(np.int64)


def units(given: Problem) -> Units:
    """The units of a problem. All needs are served, so the same base for all pairs changes no choice."""
    if not len(given.score):
        return Units(0.0, 1.0)
    lowest, highest = float(given.score.min()), float(given.score.max())
    steps = float(np.clip(2.0**62 / (sum(given.shape) + 1.0) ** 2, COARSEST, FINEST))
    spread = highest - lowest
    return Units(lowest, 2.0 ** min(floor(log2(steps) - log2(spread)), 1000) if spread > 0 else 1.0)


def best_flow(given: Problem, values: Integers) -> Marks | None:
    """Which pairs (pairs,) an assignment with the largest sum of `values` takes; None where there is none."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    needs, helpers = given.shape
    rest = int(given.wanted.sum() - given.minimum.sum())
    if rest < 0:
        return None
    network = SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        given.row, given.column + np.int32(needs), np.ones(len(given.row), np.int64), -values
    )
    network.add_arcs_with_capacity_and_unit_cost(
        np.arange(needs, needs + helpers, dtype=np.int32),
        np.full(helpers, needs + helpers, np.int32),
        given.maximum - given.minimum,
        np.zeros(helpers, np.int64),
    )
    supplies = np.concatenate([given.wanted, -given.minimum, [-rest]])
    network.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
    status = network.solve()
    if status == SimpleMinCostFlow.INFEASIBLE:
        return None
    if status != SimpleMinCostFlow.OPTIMAL:
        raise ArithmeticError(f"the solver of OR-tools stopped with {status.name}")
    return np.asarray(network.flows(arcs), np.int64) > 0
