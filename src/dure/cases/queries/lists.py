"""Cases in lists: filtered, with what a row shows and nothing more."""

from dataclasses import dataclass

from django.db.models import F, Min, Q, QuerySet
from django.http import QueryDict

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase
from dure.cases.queries.seen import visible_to
from dure.network.standing import Standing


@dataclass(frozen=True)
class CaseFilter:
    """What somebody looks for, as it stands in the address bar."""

    state: str = ""
    kind: str = ""
    mine: bool = False
    open: bool = False
    words: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "CaseFilter":
        """Read from an address; what is unknown is left out."""
        states = {state.code for state in CASE.states}
        return cls(
            state=query.get("state", "") if query.get("state", "") in states else "",
            kind=query.get("kind", "")[:24],
            mine=query.get("mine") == "1",
            open=query.get("open") == "1",
            words=query.get("q", "").strip()[:100].replace("\x00", ""),
        )


def filtered(standing: Standing, wanted: CaseFilter) -> QuerySet[DifficultyCase]:
    """Visible cases that match, the most urgent first."""
    rows = visible_to(standing).select_related("firm", "kind", "in_charge", "group", "office")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind_id=wanted.kind)
    if wanted.mine:
        rows = rows.filter(in_charge_id=standing.person_id)
    if wanted.open:
        rows = rows.filter(state__in=CASE.open_states())
    if wanted.words:
        named = Q(title__icontains=wanted.words) | Q(number__icontains=wanted.words)
        if standing.is_staff:
            named |= Q(firm__name__icontains=wanted.words, office_id__in=list(standing.offices))
        rows = rows.filter(named)
    due = Min("clocks__due_at", filter=Q(clocks__stopped_at=None))
    return rows.annotate(due_at=due).order_by(F("due_at").asc(nulls_last=True), "-made_at")
