"""Finds out why no assignment exists."""

import numpy as np

from dure.engines.assignment.problem import InfeasibleError, Integers, Marks, Problem


def must_have_room(given: Problem) -> None:
    """Refuse by counting alone what cannot be done; raises InfeasibleError."""
    helpers = given.shape[1]
    demand = int(given.wanted.sum())
    permitted = np.diff(given.starts)
    if len(short := np.flatnonzero(permitted < given.wanted)):
        worst = short[0]
        raise InfeasibleError(
            "too_few_helpers", wanted=int(given.wanted[worst]), possible=int(permitted[worst]), needs=short
        )
    if (room := int(given.maximum.sum())) < demand:
        raise InfeasibleError("capacity_too_small", wanted=demand, possible=room)
    if (least := int(given.minimum.sum())) > demand:
        raise InfeasibleError("minimum_too_large", wanted=least, possible=demand)
    reach = np.bincount(given.column, minlength=helpers)
    if len(short := np.flatnonzero(reach < given.minimum)):
        worst = short[0]
        raise InfeasibleError(
            "minimum_out_of_reach",
            wanted=int(given.minimum[worst]),
            possible=int(reach[worst]),
            helpers=short,
        )


def cause(given: Problem) -> InfeasibleError:
    """Why a problem that has no assignment has none.

    A flow that serves all needs within the maximums and one that serves all minimums within the wants can be joined
    to one that does both (Ford and Fulkerson 1962, symmetric supply and demand), so one of the two is missing; the
    side of its minimal cut names who competes. Raises ValueError for a problem that has an assignment.
    """
    try:
        must_have_room(given)
    except InfeasibleError as error:
        return error
    beyond = _beyond_cut(given, given.maximum, from_needs=True)
    if len(beyond):
        inside = np.isin(given.row, beyond)
        room = np.minimum(np.bincount(given.column[inside], minlength=given.shape[1]), given.maximum)
        return InfeasibleError(
            "needs_compete",
            wanted=int(given.wanted[beyond].sum()),
            possible=int(room.sum()),
            needs=beyond,
            helpers=np.flatnonzero(room),
        )
    beyond = _beyond_cut(given, given.minimum, from_needs=False)
    if not len(beyond):
        raise ValueError("the problem has an assignment")
    inside = np.isin(given.column, beyond)
    room = np.minimum(np.bincount(given.row[inside], minlength=given.shape[0]), given.wanted)
    return InfeasibleError(
        "minimums_compete",
        wanted=int(given.minimum[beyond].sum()),
        possible=int(room.sum()),
        needs=np.flatnonzero(room),
        helpers=beyond,
    )


def _beyond_cut(given: Problem, loads: Integers, *, from_needs: bool) -> Integers:
    """The needs at the source's side of a minimal cut, or the helpers at the sink's; none where all are served."""
    from ortools.graph.python.max_flow import SimpleMaxFlow

    needs, helpers = given.shape
    source, sink = needs + helpers, needs + helpers + 1
    network = SimpleMaxFlow()
    for tail, head, capacity in (
        (np.full(needs, source), np.arange(needs), given.wanted),
        (given.row, given.column + needs, np.ones(len(given.row), np.int64)),
        (np.arange(needs, source), np.full(helpers, sink), loads),
    ):
        network.add_arcs_with_capacity(tail.astype(np.int32), head.astype(np.int32), capacity)
    network.solve(source, sink)
    if network.optimal_flow() == int(given.wanted.sum() if from_needs else loads.sum()):
        return np.empty(0, np.int64)
    side: list[int] = network.get_source_side_min_cut() if from_needs else network.get_sink_side_min_cut()
    inside: Marks = np.zeros(needs + helpers + 2, np.bool_)
    inside[side] = True
    return np.flatnonzero(inside[:needs] if from_needs else inside[needs:source])
