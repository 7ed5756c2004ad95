"""Says why there is no assignment, and what to change."""

from collections.abc import Sequence

from dure.engines.assignment.problem import InfeasibleError, Integers

SHOWN = 5


def advice(error: InfeasibleError, needs: Sequence[str], helpers: Sequence[str]) -> str:
    """One line with names and numbers; `needs` and `helpers` are the names by index."""
    who, whom = _named(error.needs, needs), _named(error.helpers, helpers)
    wanted, possible = error.wanted, error.possible
    return {
        "too_few_helpers": f"{_many(len(error.needs), 'need')} may not have {wanted} helpers, the first only {possible}: "
        f"{who}; add scores for them or lower --per-need",
        "capacity_too_small": f"all needs together want {wanted} helpers, the loads allow {possible}; "
        "raise max or lower --per-need",
        "minimum_too_large": f"the minimums add up to {wanted}, all needs together want {possible}; "
        "lower min or raise --per-need",
        "minimum_out_of_reach": f"{_many(len(error.helpers), 'helper')} may not reach min, the first wants {wanted} and "
        f"may have {possible}: {whom}; lower min or add scores for them",
        "needs_compete": f"{_many(len(error.needs), 'need')} together want {wanted} helpers and may have {possible}, "
        f"compete for the same: {who}; raise max of {whom}, or add scores with others",
        "minimums_compete": f"{_many(len(error.helpers), 'helper')} together have the minimum {wanted} and may have "
        f"{possible}, compete for the same needs: {whom}; lower their min or add scores for them",
    }[error.code]


def _named(places: Integers, names: Sequence[str]) -> str:
    shown = ", ".join(names[at] for at in places[:SHOWN])
    return f"{shown} and {len(places) - SHOWN} more" if len(places) > SHOWN else shown


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
