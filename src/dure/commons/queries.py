"""Policy proposals for their readers."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dure.commons.models import PolicyProposal
from dure.commons.rules import SENT, must_see
from dure.ledger.errors import NotFound
from dure.network.standing import Standing


def visible_to(by: Standing) -> QuerySet[PolicyProposal]:
    """Those of one's own offices; headquarters: those that were sent."""
    mine = Q(office_id__in=list(by.offices))
    if by.headquarters:
        mine |= Q(state__in=SENT)
    rows = PolicyProposal.objects.all() if by.is_system else PolicyProposal.objects.filter(mine)
    return rows.select_related("office", "drafted_by").order_by("-drafted_at", "-pk")


def find_proposal(key: UUID, by: Standing) -> PolicyProposal:
    """One proposal."""
    found = (
        PolicyProposal.objects.select_related("office", "drafted_by", "approved_by").filter(pk=key).first()
    )
    if found is None:
        raise NotFound("not_found")
    must_see(by, found)
    return found


def proposed_cases(office_ids: list[UUID]) -> set[UUID]:
    """Cases that already stand behind a proposal which was not dropped."""
    rows = PolicyProposal.objects.filter(office_id__in=office_ids).exclude(state="REJECTED")
    return {key for keys in rows.values_list("cases", flat=True) for key in keys}
