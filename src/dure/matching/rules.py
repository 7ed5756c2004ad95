"""Who may look for helpers of a case."""

from dure.cases.lifecycle import roles as r
from dure.cases.models import DifficultyCase
from dure.cases.rules import roles_towards
from dure.ledger.errors import NotFound
from dure.network.standing import Standing

SEEKERS = frozenset({*r.OFFICE, r.APPROVER, r.FIRM})


def must_seek_helpers(standing: Standing, case: DifficultyCase) -> None:
    """Its office, its mini-cluster's secretariat and the firm itself; for others there is nothing to see."""
    if not roles_towards(standing, case) & SEEKERS:
        raise NotFound("not_found")
