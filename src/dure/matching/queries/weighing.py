"""How much facts count beside the words; chosen by hand, and told in docs/explain/matching.md."""

from collections.abc import Iterable

from dure.matching import reasons as r

BONUS = {r.FIELD: 0.15, r.KIND: 0.10, r.SOLVED: 0.25, r.NEAR: 0.10, r.COMPLEX: 0.10, r.REGION: 0.05}
NOT_NOW = {r.AWAY: 0.4, r.FULL: 0.5}
BY_CASES, BY_EXPERTS, A_FIRM = 0.5, 0.8, 0.8
LEAST = 0.2


def factor(reasons: Iterable[r.Reason]) -> float:
    """What the facts make of a score: advantages add up, each reason not to ask now cuts it."""
    codes = [each.code for each in reasons]
    raised = 1 + sum(BONUS.get(code, 0.0) for code in codes)
    for code in codes:
        raised *= NOT_NOW.get(code, 1.0)
    return raised


def known_by_cases(likeness: float) -> float:
    """The score of somebody who solved a case as like as this."""
    return likeness * BY_CASES


def known_by_experts(fitting: float) -> float:
    """The score of a house whose best expert fits as well as this."""
    return fitting * BY_EXPERTS
